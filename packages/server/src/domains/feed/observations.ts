import type { Recorded } from '@nightjar/kernel/fact';
import type { Located } from '../../change/located.ts';
import type { FeedFact } from './events.ts';
import { countsIn } from './readings.ts';
import type { ObservationOnWire } from './wire.ts';

const onWire = ({ said, hints, ...located }: Located): ObservationOnWire['located'] => ({
  ...located,
  said: [...said],
  hints: hints.map((hint) => ({ ...hint })),
});

/** The observations that count among a change's facts, in the order they were recorded. */
export const observationsOf = (facts: readonly Recorded<FeedFact>[]): ObservationOnWire[] => {
  const counts = countsIn(facts.map(({ type, data }) => ({ type, data }) as FeedFact));
  return facts.flatMap(({ pos, recordedAt, data }, index) => {
    if (!counts[index] || !('observation' in data)) return [];
    const { phase, at, title, actor, version, summary, links, extra } = data.observation;
    const { located, clockAheadMs = 0 } = data;
    const told = located === undefined ? null : onWire(located);
    const seen = { phase, at, title, actor, version, summary, links: [...links], extra };
    return [{ position: pos, recordedAt: recordedAt.toISOString(), ...seen, located: told, clockAheadMs }];
  });
};
