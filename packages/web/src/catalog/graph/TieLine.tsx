import { memo } from 'react';
import { partsOf } from '../ways.ts';
import type { Tie } from './network.ts';

type TieLineProps = {
  readonly tie: Tie;
  readonly path: string | undefined;
  readonly tone: 'plain' | 'dim' | 'lit' | 'bad';
};

/** From this share on the errors of a call are worth a colour. */
const manyErrors = 0.01;

export const isFailing = ({ traffic }: Tie): boolean => (traffic?.errorShare ?? 0) >= manyErrors;

/** The busier the thicker, by magnitudes: 1 a minute 1.2 px, 10,000 a minute 3.2 px. */
const width = ({ traffic }: Tie): number =>
  traffic === null ? 1.2 : Math.min(3.4, 1.2 + Math.log10(1 + traffic.callsPerMinute) / 2);

export const trafficWords = (traffic: NonNullable<Tie['traffic']>): string =>
  `${traffic.callsPerMinute >= 10 ? Math.round(traffic.callsPerMinute) : traffic.callsPerMinute.toFixed(1)} calls a minute, ${(100 * traffic.errorShare).toFixed(traffic.errorShare < 0.1 ? 1 : 0)} % errors, p99 ${Math.round(traffic.p99Ms)} ms`;

/** What is written down is a whole line, what was only seen a broken one; errors are red. */
export const TieLine = memo(({ tie, path, tone }: TieLineProps) => {
  if (path === undefined) return null;
  const failing = isFailing(tie);
  const arrow =
    tone === 'bad' || (failing && tone !== 'dim') ? 'arrowbad' : tone === 'lit' ? 'arrowlit' : 'arrow';
  return (
    <path
      className={`tie ${tone} ${tie.declared ? 'declared' : 'observed'}${failing ? ' failing' : ''}`}
      d={path}
      strokeWidth={width(tie)}
      markerEnd={`url(#${arrow})`}
    >
      <title>
        {`${partsOf(tie.from).name} needs ${partsOf(tie.to).name}${tie.traffic === null ? '' : `: ${trafficWords(tie.traffic)}`}`}
      </title>
    </path>
  );
});
