import type { Observation } from '@nightjar/sdk/wire';
import { plain } from '../../ui/plain.ts';
import { clockTime, duration, wholeTime } from '../../ui/time.ts';
import { clockHow, foundHow } from '../located.ts';
import type { Told } from '../useChange.ts';

/** How long after the report before; nothing for the first, and nothing where the clocks disagree. */
const after = (observed: readonly Observation[], index: number): string => {
  const before = observed[index - 1];
  const it = observed[index];
  if (before === undefined || it === undefined) return '';
  return `+ ${duration(Date.parse(it.at) - Date.parse(before.at))}`;
};

const Extra = ({ extra }: { readonly extra: Observation['extra'] }) =>
  Object.keys(extra).length === 0 ? null : (
    <details className="extra">
      <summary>more from the sender</summary>
      <pre>{JSON.stringify(extra, null, 2)}</pre>
    </details>
  );

type TimelineProps = { readonly told: Told; readonly source: string };

/** Every report, oldest first: what it added is said, what it repeats is not. */
export const Timeline = ({ told, source }: TimelineProps) => {
  if (told.is === 'loading') return <p className="muted timeline">Reading the reports…</p>;
  if (told.is === 'trouble')
    return (
      <p className="muted timeline" role="alert">
        The reports cannot be read now{told.trouble.is === 'broken' ? `: ${told.trouble.says}` : '.'}
      </p>
    );
  return (
    <ol className="timeline" aria-label="Reports">
      {told.observed.map((it, index) => {
        const before = told.observed[index - 1];
        const found = foundHow(it);
        const clock = clockHow(it, source);
        return (
          <li key={it.position} className={it.phase}>
            <time dateTime={it.at} title={wholeTime(Date.parse(it.at))}>
              {clockTime(Date.parse(it.at))}
            </time>
            <span className="phase">{it.phase}</span>
            <span className="gap">{after(told.observed, index)}</span>
            <span className="adds">
              {it.title !== before?.title && before !== undefined && <bdi>{plain(it.title)}</bdi>}
              {it.summary !== null && it.summary !== before?.summary && before !== undefined && (
                <bdi>{plain(it.summary)}</bdi>
              )}
              {it.actor !== null && it.actor.name !== before?.actor?.name && (
                <span>by {plain(it.actor.name)}</span>
              )}
              {found !== null && (before === undefined || found !== foundHow(before)) && (
                <span className="muted" dir="auto">
                  {plain(found)}
                </span>
              )}
              {clock !== null && (before === undefined || clock !== clockHow(before, source)) && (
                <span className="muted">{plain(clock)}</span>
              )}
              <Extra extra={it.extra} />
            </span>
          </li>
        );
      })}
    </ol>
  );
};
