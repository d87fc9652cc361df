import { PbfReader } from 'pbf';
import { Malformed } from './malformed.ts';

/** Wire types: https://protobuf.dev/programming-guides/encoding/#structure */
export const varint = 0;
export const fixed64 = 1;
export const bytes = 2;

/** Where a nested message ends; pbf itself checks no bounds. */
export const endOf = (pbf: PbfReader, within: number): number => {
  const length = pbf.readVarint();
  const end = pbf.pos + length;
  if (!(end <= within)) throw new Malformed(`A field ends at byte ${end}, outside of its message.`);
  return end;
};

/** Walks the fields of one message; what `field` does not read is skipped, as unknown fields and wire types must be. */
export const eachField = (pbf: PbfReader, end: number, field: (tag: number, end: number) => void): void => {
  for (let tag = pbf.nextField(end); tag !== 0; tag = pbf.nextField(end)) field(tag, end);
  if (pbf.pos !== end) throw new Malformed(`A message ends at byte ${pbf.pos} and not at ${end}.`);
};

/** The messages that a body holds in one of its fields, one by one as they are asked for. Throws `Malformed`. */
export function* messages<Message>(
  body: Buffer,
  field: number,
  read: (body: Buffer, pbf: PbfReader, within: number) => Message,
): Generator<Message> {
  const pbf = new PbfReader(body);
  try {
    for (let tag = pbf.nextField(); tag !== 0; tag = pbf.nextField())
      if (tag === field && pbf.type === bytes) yield read(body, pbf, body.length);
    if (pbf.pos !== body.length) throw new Malformed('The last field ends outside of the body.');
  } catch (error) {
    // What pbf throws on a bad varint, a group, or a number beyond the end (DataView) are plain errors.
    throw error instanceof Malformed ? error : new Malformed((error as Error).message);
  }
}
