import { Age } from '../../ui/Age.tsx';
import { clockTime } from '../../ui/time.ts';
import type { Feed } from '../feed.ts';
import { ClockMark } from '../time/ClockMark.tsx';

/** Whether what is seen is how it is now; if not, since when not. */
export const LiveMark = ({ feed }: { readonly feed: Feed }) => {
  const { live, asOf, lines, trouble } = feed;
  if (trouble?.is === 'filter') return null;
  if (trouble?.is === 'broken')
    return (
      <span className="live lost" role="status">
        <i /> not live
      </span>
    );
  if (live.is === 'lost')
    return (
      <span className="live lost" role="status" title="This page tries again by itself.">
        <i /> offline
        {asOf !== null && (
          <span className="as-of">
            as of {clockTime(asOf)}, <Age at={asOf} />
          </span>
        )}
      </span>
    );
  if (live.is === 'connecting')
    return (
      <span className="live" role="status">
        <i /> connecting
      </span>
    );
  if (lines?.stale === true && asOf !== null)
    return (
      <span
        className="live behind"
        role="status"
        title="The server is still reading in what was reported last."
      >
        <i /> catching up <span className="as-of">as of {clockTime(asOf)}</span>
      </span>
    );
  return (
    <span className="live on" role="status">
      <i /> live <ClockMark />
    </span>
  );
};
