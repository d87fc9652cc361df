import { createHash } from 'node:crypto';

const node = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();

/**
 * Merkle tree hash over leaf hashes of 32 bytes (RFC 6962 section 2.1): the left half is the largest power of two smaller
 * than the whole. At least one leaf.
 */
export const merkleRoot = (leaves: readonly Buffer[]): Buffer => {
  const [only] = leaves;
  if (only === undefined) throw new Error('A Merkle tree needs a leaf.');
  // Pairing neighbours level by level, an odd one moving up as it is, gives the same tree as the recursive definition.
  let level = leaves;
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const left = level[i] as Buffer;
      const right = level[i + 1];
      above.push(right === undefined ? left : node(left, right));
    }
    level = above;
  }
  return level[0] ?? only;
};

/** Chains a block to the one before it, so that no block can be taken out or put in. */
export const blockHash = (prev: Buffer | null, from: number, to: number, root: Buffer): Buffer =>
  createHash('sha256')
    .update(prev ?? Buffer.alloc(32))
    .update(`${from}:${to}`)
    .update(root)
    .digest();
