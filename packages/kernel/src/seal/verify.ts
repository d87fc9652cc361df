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

/** Recomputes every block from the facts and compares. Reads the whole log; `progress` is called a block. */
export const verifyLog = async (
  database: Queryable,
  progress: (done: number, of: number) => void = () => {},
): Promise<Verified> => {
  const head =
    (await database.one<{ head: number }>(sql`select coalesce(max(pos), 0) as head from nightjar.event`))
      ?.head ?? 0;
  const damage: Damage[] = [];
  let blocks = 0;
  let expected = 1;
  let prev: Buffer | null = null;
  for (;;) {
    const seals: Seal[] = await database.many<Seal>(
      sql`select * from nightjar.seal where from_pos >= ${expected} order by from_pos limit ${page}`,
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
  const open = await leavesOf(database, expected, Math.min(head, expected + 1_000_000));
  const gap = open.find((leaf, index) => leaf.pos !== expected + index);
  if (gap !== undefined)
    damage.push({ is: 'missing', from: expected, to: gap.pos, says: `A fact before ${gap.pos} is gone.` });
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
