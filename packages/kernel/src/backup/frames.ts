import { createHash, type Hash } from 'node:crypto';
import { Type } from 'typebox';
import { Value } from 'typebox/value';

/**
 * The form of a backup, inside one zstd stream: a line of JSON (the header), then for each table its rows as PostgreSQL's
 * COPY text in frames of a 4-byte length and that many bytes, an empty frame after each table, and last the SHA-256 of all
 * that came before. What is cut short or changed on the way is recognised.
 */
const name = Type.String({ minLength: 1, maxLength: 63 });
const Header = Type.Object({
  nightjar: Type.Literal('backup'),
  format: Type.Literal(1),
  madeAt: Type.String({ maxLength: 40 }),
  // Each million facts is a table of its own that a restore makes first: a forged number must not make billions of them.
  head: Type.Integer({ minimum: 0, maximum: 10_000_000_000 }),
  epoch: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }),
  cluster: Type.String({ maxLength: 40 }),
  migration: Type.Integer({ minimum: 1 }),
  tables: Type.Array(Type.Object({ name, columns: Type.Array(name, { minItems: 1, maxItems: 100 }) }), {
    maxItems: 100,
  }),
});
export type Header = Type.Static<typeof Header>;

export class BrokenBackup extends Error {}

const lengthOf = (bytes: number): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
};

/** Bytes of a backup from its header and the chunks of each table, in order. */
export async function* toFrames(
  header: Header,
  rowsOf: (table: Header['tables'][number]) => AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const hashed = (bytes: Buffer): Buffer => {
    hash.update(bytes);
    return bytes;
  };
  yield hashed(Buffer.from(`${JSON.stringify(header)}\n`));
  for (const table of header.tables) {
    for await (const chunk of rowsOf(table)) {
      if (chunk.length > 0) yield hashed(Buffer.concat([lengthOf(chunk.length), chunk]));
    }
    yield hashed(lengthOf(0));
  }
  yield hash.digest();
}

const headerLimit = 1_000_000;
const frameLimit = 64_000_000;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Reads frames back. `header` first, then `rows` once a table in order, then `end`, which checks the hash. */
export const fromFrames = (source: AsyncIterable<Buffer>) => {
  const chunks = source[Symbol.asyncIterator]();
  const hash: Hash = createHash('sha256');
  let held: Buffer = Buffer.alloc(0);

  const more = async (): Promise<void> => {
    const { value, done } = await chunks.next();
    if (done) throw new BrokenBackup('The backup ends in the middle: it was cut short.');
    held = held.length === 0 ? value : Buffer.concat([held, value]);
  };
  const take = async (bytes: number): Promise<Buffer> => {
    while (held.length < bytes) await more();
    const taken = held.subarray(0, bytes);
    held = held.subarray(bytes);
    return taken;
  };

  return {
    header: async (): Promise<Header> => {
      while (!held.includes(10)) {
        if (held.length > headerLimit) throw new BrokenBackup('This is not a backup of Nightjar.');
        await more();
      }
      const line = await take(held.indexOf(10) + 1);
      hash.update(line);
      const header = parsed(line.toString('utf8'));
      if (Value.Check(Header, header)) return header;
      throw new BrokenBackup('This is not a backup of Nightjar, or one of a newer version.');
    },
    rows: async function* (): AsyncGenerator<Buffer> {
      for (;;) {
        const length = await take(4);
        hash.update(length);
        const bytes = length.readUInt32BE();
        if (bytes === 0) return;
        if (bytes > frameLimit)
          throw new BrokenBackup('The backup is damaged: a frame is longer than any can be.');
        const chunk = await take(bytes);
        hash.update(chunk);
        yield chunk;
      }
    },
    end: async (): Promise<void> => {
      if (!(await take(32)).equals(hash.digest()))
        throw new BrokenBackup('The backup is damaged: its hash does not hold.');
    },
  };
};
