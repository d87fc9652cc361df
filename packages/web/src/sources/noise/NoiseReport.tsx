import type { NoiseReport as Report } from '@nightjar/sdk/wire';
import { nightjar } from '../../nightjar.ts';
import { feedAt } from '../../ui/place.ts';
import { plain } from '../../ui/plain.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { To } from '../../ui/To.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { shown, useAnswer } from '../../ui/useAnswer.ts';

type SourceNoise = Report['sources'][number];

const count = new Intl.NumberFormat('en');
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });

const Figure = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

const OfSource = ({ noise, most }: { readonly noise: SourceNoise; readonly most: number | null }) => {
  const { source, changes, lines, low, byRobots, repeated, rule } = noise;
  return (
    <li className="noise">
      <h2>
        <To href={feedAt(`source:${JSON.stringify(source)}`)}>
          <bdi>{plain(source)}</bdi>
        </To>
      </h2>
      <span className="noise-bar" aria-hidden="true">
        {most !== null && <i style={{ width: `${Math.max(0.5, (100 * lines) / Math.max(1, most))}%` }} />}
      </span>
      <dl className="noise-figures">
        <Figure name="changes" value={count.format(changes)} />
        <Figure name="lines" value={count.format(lines)} />
        <Figure name="hidden" value={count.format(low)} />
        <Figure name="by robots" value={percent.format(byRobots)} />
      </dl>
      {repeated.length > 0 && (
        <p className="noise-often">
          Most often{' '}
          {repeated.slice(0, 3).map(({ title, times, of }) => (
            <span key={title}>
              <q>{plain(title)}</q> <small>{percent.format(times / of)}</small>
            </span>
          ))}
        </p>
      )}
      {rule !== null && (
        <p className="noise-rule">
          {rule.words}{' '}
          <To href={feedAt(rule.filter)}>
            <code>{plain(rule.filter)}</code>
          </To>
        </p>
      )}
    </li>
  );
};

/** Which source fills the feed, with what, and what would quieten it; of one source alone where one is named. */
export const NoiseReport = ({ source, days = 7 }: { readonly source?: string; readonly days?: number }) => {
  const { answer, again } = useAnswer(['noise', days, source], (signal) =>
    nightjar.sources.noise({ days, source, signal }),
  );
  const report = shown(answer);
  if (report === null)
    return answer.is === 'trouble' ? (
      <TroubleNotice trouble={answer.trouble} what="The noise report" onAgain={again} />
    ) : (
      <Skeleton what="The noise report" />
    );
  if (report.sources.length === 0)
    return (
      <p className="muted">
        No change came{source === undefined ? '' : ` from ${plain(source)}`} in the last {days} days.
      </p>
    );
  // Beside nothing else a bar says nothing.
  const most = report.sources.length === 1 ? null : Math.max(...report.sources.map(({ lines }) => lines));
  return (
    <ul className="noise-report" aria-label={`Noise of the last ${days} days`}>
      {report.sources.map((noise) => (
        <OfSource key={noise.source} noise={noise} most={most} />
      ))}
    </ul>
  );
};
