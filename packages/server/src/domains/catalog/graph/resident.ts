import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { entities } from '../projection.ts';
import { seenLately } from './lately.ts';
import { loadWhole, replace } from './load.ts';
import { loadPast, ofThePast, type PastNet } from './load-past.ts';
import type { Net } from './net.ts';
import type { edgesSeen } from './seen.ts';
import { atMost } from './turns.ts';

/** Entities that may have changed before reading everything is the shorter way. */
const mostReplaced = 5000;
/**
 * A stream that was parked and freed again is applied at an old position, which nothing here would notice: after this long
 * (ms) all is read anew, while the one before goes on answering.
 */
const longestKept = 600_000;

type Kept = {
  /** The build of the read model that it was read from. */
  readonly build: string;
  readonly readAt: number;
  readonly net: Net;
  /** Every fact up to here is in it. */
  position: number;
};

export type Resident = {
  /** The graph as it stands, at least at the reader's position. Not to be kept beyond the tick: it goes on changing. */
  readonly now: (reader: Reader) => Promise<Net>;
  /** The graph as it stood, of which nothing is kept. Refuses with `catalog.past-busy` where two are being read. */
  readonly past: (reader: Reader, at: Date) => Promise<PastNet>;
  /** When edges were last seen; as it stands, as of some seconds ago. */
  readonly seen: typeof edgesSeen;
};

/** Many short edits leave dead edges; from then on reading anew is worth it. */
const isWorn = (net: Net): boolean => net.dead() > 100_000 && net.dead() > net.edges();

/**
 * The graph that stands, in memory, an organisation each: read whole at the first question, then kept up by asking which
 * entities have a version newer than the position it was read at.
 *
 * Callees to depth 3, and all that breaks, among 5,000 services with 40,000 edges, p50 ms: this 0.2 and 3; level by level in
 * SQL 14 and 102; a recursive query 3 and 60, without the edges, which are 80 % of an answer, and without the way to each.
 * 250,000 entities with 750,000 edges take 103 MiB; a question touches what it asks for, `impact` of all of them 0.2 s.
 */
export const openResident = (now: () => number = () => performance.now()): Resident => {
  const kept = new Map<number, Kept>();
  const turns = new Map<number, Promise<unknown>>();
  const oneOfTwo = atMost(2);

  const readWhole = async (reader: Reader, build: string): Promise<Kept> => {
    const { position } = reader;
    const it = { build, readAt: now(), net: await loadWhole(reader), position };
    kept.set(reader.caller.org, it);
    return it;
  };

  const follow = async (reader: Reader): Promise<Kept> => {
    const { org } = reader.caller;
    const build = reader.table(entities, 'relation').parts.join('');
    const it = kept.get(org);
    if (it === undefined || it.build !== build || isWorn(it.net)) return readWhole(reader, build);
    if (it.position >= reader.position) return it;
    const { position } = reader;
    const changed = await reader.many<{ ref: string }>(sql`select ref
      from ${reader.table(entities, 'entity')}
      where org = ${org} and until = 'infinity' and pos > ${it.position}
      limit ${mostReplaced + 1}`);
    if (changed.length > mostReplaced) return readWhole(reader, build);
    await replace(
      it.net,
      reader,
      changed.map(({ ref }) => ref),
    );
    it.position = position;
    return it;
  };

  /** One at a time in an organisation: two that replace the same edges would write them twice. */
  const inTurn = <Result>(org: number, work: () => Promise<Result>): Promise<Result> => {
    const turn = (turns.get(org) ?? Promise.resolve()).then(work, work);
    turns.set(
      org,
      turn.catch(() => {}),
    );
    return turn;
  };

  return {
    now: async (reader) => {
      const { org } = reader.caller;
      const { net, build, readAt } = await inTurn(org, () => follow(reader));
      if (now() - readAt > longestKept && kept.get(org)?.net === net) {
        // Once: another question meanwhile finds it as young as it will be.
        kept.set(org, { net, build, readAt: now(), position: reader.position });
        void readWhole(reader, build).catch(() => {});
      }
      return net;
    },
    seen: seenLately(now),
    past: (reader, at) => oneOfTwo(() => loadPast(reader, at, ofThePast)),
  };
};
