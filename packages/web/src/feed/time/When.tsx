import { Age } from '../../ui/Age.tsx';
import { clockTime, shortUtcTime, wholeTime } from '../../ui/time.ts';

/** When a line was: on the reader's clock, how long ago, and, for who stays on it, in UTC. `at`: ISO 8601. */
export const When = ({ at }: { readonly at: string }) => {
  const ms = Date.parse(at);
  return (
    <span className="when" title={wholeTime(ms)}>
      <time dateTime={at}>{clockTime(ms)}</time>
      <span className="age">
        <Age at={ms} />
      </span>
      {/* Where the reader's clock is that of UTC, it has been read already. */}
      {new Date(ms).getTimezoneOffset() !== 0 && (
        <span className="utc" aria-hidden="true">
          {shortUtcTime(ms)}
        </span>
      )}
    </span>
  );
};
