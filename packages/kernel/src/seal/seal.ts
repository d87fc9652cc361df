import type { Database, Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { blockHash, merkleRoot } from './merkle.ts';

/** Facts in one block, at most. */
const blockSize = 1000;

export type Seal = {
  from_pos: number;
  to_pos: number;
  n: number;
  prev: Buffer | null;
  root: Buffer;
  hash: Buffer;
};

/** Leaf hashes of positions [from, to], computed where the facts are: 32 bytes a fact travel instead of the fact. */
export const leavesOf = (
  database: Queryable,
  from: number,
  to: number,
): Promise<{ pos: number; leaf: Buffer }[]> =>
  database.many(sql`select pos, nightjar.leaf(e) as leaf from nightjar.event e
    where pos >= ${from} and pos < ${to + 1} order by pos`);

/**
 * Seals what stands behind the head, one block at most; answers the position sealed up to and whether more is waiting.
 * A gap means corruption: it is thrown, never sealed over.
 */
export const sealNext = (database: Database): Promise<{ sealed: number; more: boolean }> =>
  database.transaction(async (tx) => {
    const free = await tx.one<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(20177, 5) as mine`);
    const last = await tx.one<Seal>(sql`select * from nightjar.seal order by from_pos desc limit 1`);
    const sealed = last?.to_pos ?? 0;
    if (free?.mine !== true) return { sealed, more: false };
    const leaves = await leavesOf(tx, sealed + 1, sealed + blockSize);
    const [first] = leaves;
    if (first === undefined) return { sealed, more: false };
    const to = sealed + leaves.length;
    const gap = leaves.find((leaf, index) => leaf.pos !== sealed + 1 + index);
    if (gap !== undefined)
      throw new Error(`The log has a gap before position ${gap.pos}: it is not sealed further.`);
    const root = merkleRoot(leaves.map(({ leaf }) => leaf));
    const prev = last?.hash ?? null;
    await tx.run(sql`insert into nightjar.seal (from_pos, to_pos, n, prev, root, hash)
      values (${sealed + 1}, ${to}, ${leaves.length}, ${prev}, ${root}, ${blockHash(prev, sealed + 1, to, root)})`);
    return { sealed: to, more: leaves.length === blockSize };
  });
