import type { Recorded } from '@nightjar/kernel/fact';
import type { Log } from '@nightjar/kernel/log/log';
import { keyOfContent } from '../change/identity.ts';
import type { AlertFact } from '../domains/alerts/events.ts';
import type { FeedFact } from '../domains/feed/events.ts';
import { unreads, unreadTypes } from './unreads.ts';

/** What the log says at one place of a delivery about one change or alert: a hash of the observation, or null where it was withdrawn. */
export type Standing = { readonly stream: string; readonly reading: number; readonly hash: string | null };

const placeOf = (delivery: string, index: number): string => `${index} ${delivery}`;

/** The facts that stand at places of deliveries. */
export const placedTypes = [
  'ChangeObserved',
  'ObservationWithdrawn',
  'AlertObserved',
  'AlertWithdrawn',
] as const satisfies readonly (FeedFact | AlertFact)['type'][];

const isPlaced = (fact: Recorded): fact is Recorded<FeedFact | AlertFact> =>
  (placedTypes as readonly string[]).includes(fact.type);

/** What was observed, or null where it was withdrawn. */
const observationIn = ({ data }: { readonly data: (FeedFact | AlertFact)['data'] }) =>
  'observation' in data ? data.observation : 'alert' in data ? data.alert : null;

const atOnce = 1000;

export type Placed = Standing & { readonly index: number };

/** Learns what stands of a source's deliveries, fact by fact, in order of position. */
export const standings = (source: string) => {
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
  const of = (delivery: string): readonly Placed[] =>
    Array.from({ length: (most.get(delivery) ?? -1) + 1 }, (_, index) =>
      (places.get(placeOf(delivery, index)) ?? []).map((it) => ({ ...it, index })),
    ).flat();
  return { learn, of };
};

/** What stands of deliveries: their observations by place, and which could not be read at last. */
export type Stands = {
  readonly placed: (delivery: string) => readonly Placed[];
  readonly unread: ReturnType<typeof unreads>['of'];
};

/**
 * What stands of a source's deliveries from the fact at `from` on, by place. Hashes, not observations: some 300 bytes a
 * delivery, so that a million of them fit into 300 MB where the observations themselves would take 2 GB.
 */
export const standingOf = async (
  log: Log,
  { org, source, from, upTo }: { org: number; source: string; from: number; upTo: number },
): Promise<Stands> => {
  const { learn, of } = standings(source);
  const unread = unreads(source);
  for (let after = from - 1; after < upTo; ) {
    const facts = await log.read({ after, limit: atOnce, types: [...placedTypes, ...unreadTypes] });
    for (const fact of facts as Recorded[]) {
      if (fact.org !== org || fact.pos > upTo) continue;
      unread.learn(fact);
      if (isPlaced(fact)) learn(fact);
    }
    const last = facts.at(-1);
    if (last === undefined || facts.length < atOnce) break;
    after = last.pos;
  }
  return { placed: of, unread: unread.of };
};
