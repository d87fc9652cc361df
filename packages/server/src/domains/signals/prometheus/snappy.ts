import { uncompress } from 'snappyjs';
import { Malformed } from '../../../telemetry/malformed.ts';

/** The length that a block says it has when it is unpacked, as a varint of at most 32 bits at its beginning. */
const declared = (block: Buffer): number => {
  let length = 0;
  for (const [index, byte] of block.subarray(0, 5).entries()) {
    length += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return length;
  }
  throw new Malformed('The snappy block does not say how long it is.');
};

/** Three bytes copy at most 64; the rest is for the head. */
const densest = 22;

/**
 * What a snappy block holds (https://github.com/google/snappy/blob/main/format_description.txt). What it declares is believed
 * only as far as `most` and as far as so few bytes can hold it: room is made for it before the first of them is read.
 */
export const unpacked = (block: Buffer, most: number): Buffer => {
  const length = declared(block);
  if (length > most) throw new Malformed(`The block declares ${length} bytes, more than ${most}.`);
  if (length > block.length * densest)
    throw new Malformed(`The block declares ${length} bytes, more than ${block.length} can hold.`);
  try {
    return uncompress(block, most);
  } catch {
    throw new Malformed('The body is no snappy block.');
  }
};
