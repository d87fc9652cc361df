import type { Ref } from '@nightjar/descriptors/ref';
import type { Recorded } from '@nightjar/kernel/fact';
import type { Log } from '@nightjar/kernel/log/log';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { Claim } from './claim.ts';
import { type CatalogFact, entityStream } from './events.ts';
import { advance, countsFrom, nothing, type Standing } from './fold.ts';
import { claimsOf } from './memory.ts';
import { entities } from './projection.ts';

/** One fact of an entity, and what it made of it. */
export type Moment = {
  readonly fact: Recorded<CatalogFact>;
  /** ISO 8601: from when it counts. */
  readonly from: string;
  readonly before: Standing;
  readonly after: Standing;
};

const momentsOf = (facts: readonly Recorded<CatalogFact>[]): Moment[] => {
  let before = nothing;
  return facts.map((fact) => {
    const after = advance(before, fact);
    const moment = { fact, from: countsFrom(before.version, fact), before, after };
    before = after;
    return moment;
  });
};

/** All that was ever recorded about an entity, in order. */
export const pastOf = async (log: Pick<Log, 'stream'>, org: number, ref: Ref): Promise<Moment[]> =>
  momentsOf((await log.stream(org, entityStream(ref))) as unknown as Recorded<CatalogFact>[]);

/** The facts that count at an instant (null: now) are those up to the last that does. */
export const until = (moments: readonly Moment[], at: Date | null): readonly Moment[] =>
  at === null ? moments : moments.slice(0, moments.findLastIndex(({ from }) => from <= at.toISOString()) + 1);

/** What each source said of it at the instant (null: now). Of the past, the log knows. */
export const claimsAt = async (
  log: Pick<Log, 'stream'>,
  reader: Reader,
  ref: Ref,
  at: Date | null,
): Promise<Claim[]> => {
  const { org } = reader.caller;
  const claims =
    at === null
      ? (await claimsOf(reader, reader.table(entities, 'claim'), org, [ref])).get(ref)
      : until(await pastOf(log, org, ref), at).at(-1)?.after.claims;
  return [...(claims?.values() ?? [])].sort((a, b) => b.pos - a.pos);
};
