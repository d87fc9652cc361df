import type { Recorded } from '@nightjar/kernel/fact';
import type { Log } from '@nightjar/kernel/log/log';
import { keyOfContent } from '../change/identity.ts';
import type { AlertFact } from '../domains/alerts/events.ts';
import type { FeedFact } from '../domains/feed/events.ts';

/** What the log says at one place of a delivery about one change or alert: a hash of the observation, or null where it was withdrawn. */
export type Standing = { readonly stream: string; readonly reading: number; readonly hash: string | null };

const placeOf = (delivery: string, index: number): string => `${index} ${delivery}`;

const types = [
  'ChangeObserved',
  'ObservationWithdrawn',
  'AlertObserved',
  'AlertWithdrawn',
] as const satisfies readonly (FeedFact | AlertFact)['type'][];

/** What was observed, or null where it was withdrawn. */
const observationIn = ({ data }: { readonly data: (FeedFact | AlertFact)['data'] }) =>
  'observation' in data ? data.observation : 'alert' in data ? data.alert : null;

const atOnce = 1000;

/**
 * What stands of a source's deliveries from the fact at `from` on, by place. Hashes, not observations: some 300 bytes a
 * delivery, so that a million of them fit into 300 MB where the observations themselves would take 2 GB.
 */
export const standingOf = async (
  log: Log,
  { org, source, from, upTo }: { org: number; source: string; from: number; upTo: number },
): Promise<(delivery: string) => readonly (Standing & { readonly index: number })[]> => {
  const places = new Map<string, Standing[]>();
  const most = new Map<string, number>();
  const learn = (fact: Recorded<FeedFact | AlertFact>): void => {
    if (fact.data.read === undefined) return;
    const { delivery, index, reading } = fact.data.read;
    const place = placeOf(delivery, index);
    const known = places.get(place) ?? [];
    const before = known.find((it) => it.stream === fact.stream);
    const said = observationIn(fact);
    const isOurs = said === null ? before !== undefined : said.source === source;
    if (!isOurs || (before !== undefined && before.reading > reading)) return;
    const hash = said === null ? null : keyOfContent(said);
    places.set(place, [...known.filter((it) => it !== before), { stream: fact.stream, reading, hash }]);
    most.set(delivery, Math.max(most.get(delivery) ?? 0, index));
  };
  for (let after = from - 1; after < upTo; ) {
    const facts = await log.read({ after, limit: atOnce, types });
    for (const fact of facts as Parameters<typeof learn>[0][])
      if (fact.org === org && fact.pos <= upTo) learn(fact);
    const last = facts.at(-1);
    if (last === undefined || facts.length < atOnce) break;
    after = last.pos;
  }
  return (delivery) =>
    Array.from({ length: (most.get(delivery) ?? -1) + 1 }, (_, index) =>
      (places.get(placeOf(delivery, index)) ?? []).map((it) => ({ ...it, index })),
    ).flat();
};
