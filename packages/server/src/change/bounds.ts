import { cut, type FieldReaders } from './fields.ts';

/** Bytes of JSON that `tags` and `extra` of one report may hold together: both are written into the log as they are. */
const mostBytes = 64 * 1024;
/** What adapters may fill with tags, so that something of `extra` is kept too. */
const mostTagBytes = mostBytes / 2;
const mostTags = 100;
export const mostLinks = 100;

type Free = {
  readonly tags: Readonly<Record<string, string>>;
  readonly extra: Readonly<Record<string, unknown>>;
};

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '');

/** As many entries as have room, in their order: one that is too long does not cost those after it. */
const fitting = <Value>(
  entries: readonly [string, Value][],
  room: number,
  most = Number.POSITIVE_INFINITY,
) => {
  const kept: [string, Value][] = [];
  const left: string[] = [];
  let bytes = 2;
  for (const entry of entries) {
    const more = bytesOf(entry);
    if (bytes + more > room || kept.length >= most) {
      left.push(entry[0]);
      continue;
    }
    bytes += more;
    kept.push(entry);
  }
  return { kept, left, bytes };
};

/** For senders who cannot mend what they send: what fits, and in `extra.leftOut` the names of what did not. */
export const fitted = ({ tags, extra }: Free, leftOut: readonly string[] = []): Free => {
  const inTags = fitting(Object.entries(tags), mostTagBytes, mostTags);
  // A kilobyte and a half for the note: 400 characters of up to three bytes.
  const inExtra = fitting(Object.entries(extra), mostBytes - inTags.bytes - 1_536);
  const left = [...leftOut, ...inTags.left.map((tag) => `tag ${tag}`), ...inExtra.left];
  const note = left.length === 0 ? {} : { leftOut: cut(`Too much to keep: ${left.join(', ')}`, 400) };
  return { tags: Object.fromEntries(inTags.kept), extra: { ...Object.fromEntries(inExtra.kept), ...note } };
};

/** For senders who can. */
export const refuseTooMuch = ({ tags, extra }: Free, read: FieldReaders): void => {
  if (Object.keys(tags).length > mostTags) read.refuse('/tags', `More than ${mostTags} tags.`);
  const [inTags, inExtra] = [bytesOf(tags), bytesOf(extra)];
  if (inTags + inExtra <= mostBytes) return;
  const pointer = inTags > inExtra ? '/tags' : '/extra';
  read.refuse(
    pointer,
    `Tags and what has no field of its own hold more than ${mostBytes / 1024} KiB together.`,
  );
};
