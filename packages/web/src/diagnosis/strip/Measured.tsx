import type { Diagnosis } from '@nightjar/sdk/wire';
import { lazy, Suspense, useMemo } from 'react';
import type { Window } from '../../feed/time/window.ts';
import { nightjar } from '../../nightjar.ts';
import { plain } from '../../ui/plain.ts';
import { shown, useAnswer } from '../../ui/useAnswer.ts';
import { chosen, courseOf, measuredIn, signalName, valueWords } from './series.ts';

const Chart = lazy(async () => ({ default: (await import('./Chart.tsx')).Chart }));

type MeasuredProps = {
  readonly diagnosis: Pick<Diagnosis, 'environment' | 'signal' | 'onset'>;
  readonly service: string;
  readonly window: Window;
  readonly width: number;
};

/** Half a minute: the end of the window moves with every second that passes. */
const coarse = 30_000;

/** What was measured of a service over the window of the strip, as a line and in words. */
export const Measured = ({ diagnosis, service, window, width }: MeasuredProps) => {
  const { environment, signal, onset } = diagnosis;
  const [from, to] = [Math.floor(window.from / coarse) * coarse, Math.ceil(window.to / coarse) * coarse];
  const { answer } = useAnswer(['signals', service, environment, signal, from, to], (abort) =>
    nightjar.signals.chart(
      {
        service,
        ...(environment === null ? {} : { environment }),
        of: signal,
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        width: 400,
      },
      { signal: abort },
    ),
  );
  const found = shown(answer);
  const series = useMemo(() => chosen(found?.series ?? []), [found]);
  const [first] = series;
  const top = Math.max(0, ...series.flatMap((one) => measuredIn(one).map(([, value]) => value)));
  return (
    <figure className="measured">
      <figcaption>
        <b>
          {plain(first === undefined ? signal : signalName(first))} of <bdi>{plain(service)}</bdi>
        </b>{' '}
        <span>
          {first === undefined
            ? answer.is === 'awaited'
              ? '…'
              : answer.is === 'trouble'
                ? 'cannot be read now'
                : 'is not measured'
            : courseOf(first, Date.parse(onset))}
        </span>
      </figcaption>
      {first !== undefined && (
        <div className="measured-plot">
          <span className="measured-top" aria-hidden="true">
            {valueWords(top, first)}
          </span>
          <Suspense fallback={<div className="strip-chart" />}>
            <Chart series={series} window={window} width={width} />
          </Suspense>
        </div>
      )}
    </figure>
  );
};
