import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { blockHash, merkleRoot } from './merkle.ts';
import { leavesOf, type Seal } from './seal.ts';

/** What is wrong, and where: the block whose facts do not match its seal, or the link of the chain that does not. */
type Damage =
  | { readonly is: 'changed'; readonly from: number; readonly to: number; readonly says: string }
  | { readonly is: 'missing'; readonly from: number; readonly to: number; readonly says: string }
  | { readonly is: 'chain'; readonly from: number; readonly to: number; readonly says: string };

export type Verified = {
  readonly facts: number;
  readonly blocks: number;
  /** The newest seal's hash, hex: keep it elsewhere, and a later verify proves that nothing before it was changed. */
  readonly hash: string | null;
  /** Facts behind the last seal, still open. */
  readonly unsealed: number;
  readonly damage: readonly Damage[];
};

const page = 100;

const openPage = 10_000;

/** The first position of (from, to] that another should stand before, or null: the facts that no seal speaks of yet. */
const gapIn = async (database: Queryable, from: number, to: number): Promise<number | null> => {
  for (let next = from; next <= to; next += openPage) {
    const last = Math.min(to, next + openPage - 1);
    const found = await database.many<{ pos: number }>(
      sql`select pos from nightjar.event where pos >= ${next} and pos <= ${last} order by pos`,
    );
    const after = found.find(({ pos }, index) => pos !== next + index);
    if (after !== undefined) return after.pos;
    if (found.length < last - next + 1) return last + 1;
  }
  return null;
};

/**
 * Recomputes every block from the facts and compares. Reads the whole log; `progress` is called a block.
 * What is appended and sealed meanwhile is left out by bounds that are read first, in one statement. One snapshot for the
 * whole scan would do as well, and keep the database from vacuuming for the hours that a large log takes.
 */
export const verifyLog = async (
  database: Queryable,
  progress: (done: number, of: number) => void = () => {},
): Promise<Verified> => {
  const ends = await database.one<{ head: number; newest: number }>(
    sql`select (select coalesce(max(pos), 0) from nightjar.event) as head,
      (select coalesce(max(from_pos), 0) from nightjar.seal) as newest`,
  );
  const { head, newest } = ends ?? { head: 0, newest: 0 };
  const damage: Damage[] = [];
  let blocks = 0;
  let expected = 1;
  let prev: Buffer | null = null;
  for (;;) {
    const seals: Seal[] = await database.many<Seal>(
      sql`select * from nightjar.seal where from_pos >= ${expected} and from_pos <= ${newest} order by from_pos limit ${page}`,
    );
    for (const seal of seals) {
      const { from_pos: from, to_pos: to } = seal;
      const report = (is: Damage['is'], says: string) => damage.push({ is, from, to, says });
      if (from !== expected)
        report('chain', `The block should begin at ${expected}: one was taken out or put in.`);
      const leaves = await leavesOf(database, from, to);
      if (leaves.length !== seal.n)
        report('missing', `${seal.n - leaves.length} of ${seal.n} facts are gone.`);
      else if (!merkleRoot(leaves.map(({ leaf }) => leaf)).equals(seal.root))
        report('changed', 'A fact in this block is not what was sealed.');
      const linked: boolean = prev === null ? seal.prev === null : seal.prev?.equals(prev) === true;
      if (!linked || !blockHash(seal.prev, from, to, seal.root).equals(seal.hash))
        report('chain', 'The seal does not follow from the one before it.');
      prev = seal.hash;
      expected = to + 1;
      blocks++;
      progress(to, head);
    }
    if (seals.length < page) break;
  }
  const sealed = expected - 1;
  const gap = await gapIn(database, expected, head);
  if (gap !== null)
    damage.push({ is: 'missing', from: expected, to: gap, says: `A fact before ${gap} is gone.` });
  if (sealed > head)
    damage.push({
      is: 'missing',
      from: head + 1,
      to: sealed,
      says: 'Facts that were sealed are gone from the end.',
    });
  return {
    facts: head,
    blocks,
    hash: prev === null ? null : (prev as Buffer).toString('hex'),
    unsealed: Math.max(0, head - sealed),
    damage,
  };
};
