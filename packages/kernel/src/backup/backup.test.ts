import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { openLog } from '../log/open-log.ts';
import { sealNext } from '../seal/seal.ts';
import { verifyLog } from '../seal/verify.ts';
import { testDatabase } from '../testing/database.ts';
import { backup } from './backup.ts';
import { BrokenBackup, type Header } from './frames.ts';
import { restore } from './restore.ts';

const filled = async () => {
  const database = await testDatabase();
  const log = await openLog(database);
  for (let i = 0; i < 6; i++) {
    await log.append({
      org: 1,
      stream: `s${i}`,
      expect: 0,
      once: { source: 'test', key: `k${i}`, hash: 'h' },
      raw: {
        source: 'test',
        delivery: `d${i}`,
        event: 'e',
        headers: { a: 'ü\t\\N' },
        body: Buffer.from([0, 255, 9]),
      },
      facts: Array.from({ length: 300 }, (_, n) => ({
        type: 'Happened',
        data: { n, text: 'tab\t \\. \n "quote" 🐢' },
      })),
    });
  }
  await sealNext(database);
  await log.close();
  return database;
};

const taken = async (database: Database): Promise<Buffer> => {
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), backup(database, out)]);
  return bytes;
};

const everything = (database: Database) =>
  Promise.all(
    ['event', 'stream', 'dedup', 'raw', 'seal'].map((table) =>
      database.many({ parts: [`select * from nightjar.${table} order by 1, 2, 3`], values: [] }),
    ),
  );

test('what a backup holds is restored to the byte, verified, in a new epoch', async () => {
  await using from = await filled();
  await using into = await testDatabase();
  const restored = await restore(into, Readable.from([await taken(from)]));
  expect(restored).toMatchObject({
    facts: 1800,
    epoch: 2,
    verified: { blocks: 1, unsealed: 800, damage: [] },
  });
  expect(await everything(into)).toEqual(await everything(from));
  const log = await openLog(into);
  expect(log.epoch).toBe(2);
  const again = { org: 1, stream: 'x', facts: [{ type: 'Happened', data: {} }] };
  expect(await log.append(again)).toMatchObject({ status: 'ok', firstPos: 1801 });
  const once = { source: 'test', key: 'k3', hash: 'h' };
  expect(await log.append({ ...again, once })).toMatchObject({ status: 'duplicate', firstPos: 901 });
  await log.close();
  expect((await verifyLog(into)).damage).toEqual([]);
});

test('a backup taken while facts arrive is of one instant', async () => {
  await using from = await filled();
  await using into = await testDatabase();
  const log = await openLog(from);
  let going = true;
  const appending = (async () => {
    while (going) await log.append({ org: 1, stream: 'busy', facts: [{ type: 'Happened', data: {} }] });
  })();
  const bytes = await taken(from);
  going = false;
  await appending;
  await log.close();
  const { facts } = await restore(into, Readable.from([bytes]));
  const count = await into.one<{ n: number; max: number }>(
    sql`select count(*) as n, max(pos) as max from nightjar.event`,
  );
  expect(count).toEqual({ n: facts, max: facts });
});

test('a backup that was cut short, changed or is none leaves the database empty', async () => {
  await using from = await filled();
  await using into = await testDatabase();
  const bytes = await taken(from);
  const plain = zstdDecompressSync(bytes);
  const flipped = Buffer.from(plain);
  const at = flipped.lastIndexOf('"quote"');
  flipped[at + 1] = 0x51;
  const broken = {
    'cut short': bytes.subarray(0, bytes.length - 2000),
    'cut short inside, sealed again': zstdCompressSync(plain.subarray(0, plain.length - 5000)),
    'one byte changed': zstdCompressSync(flipped),
    'no backup': Buffer.from('hello'),
    'no backup, compressed': zstdCompressSync(Buffer.from('hello\n')),
    empty: Buffer.alloc(0),
  };
  for (const [how, file] of Object.entries(broken)) {
    await expect(restore(into, Readable.from([file])), how).rejects.toThrow();
    expect(await into.one(sql`select count(*) as n from nightjar.event`), how).toEqual({ n: 0 });
    expect(await into.one(sql`select epoch from nightjar.meta`), how).toEqual({ epoch: 1 });
  }
});

test('a database that holds facts is never restored over', async () => {
  await using from = await filled();
  const bytes = await taken(from);
  await expect(restore(from, Readable.from([bytes]))).rejects.toThrow(/holds facts already/);
});

test('facts changed before the backup do not pass the seals at the restore', async () => {
  await using from = await filled();
  await using into = await testDatabase();
  await from.run(sql`update nightjar.event set actor = 'forged' where pos = 7`);
  await expect(restore(into, Readable.from([await taken(from)]))).rejects.toThrow(/positions 1 to 1000/);
});

/** The backup with its header changed, and its rows left out where `empty`; the hash holds. */
const forged = (bytes: Buffer, change: (header: Header) => unknown, empty = false): Buffer => {
  const plain = zstdDecompressSync(bytes);
  const end = plain.indexOf(10) + 1;
  const header = change(JSON.parse(plain.toString('utf8', 0, end))) as Header;
  const rest = empty ? Buffer.alloc(4 * (header.tables?.length ?? 0)) : plain.subarray(end, -32);
  const whole = Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), rest]);
  return zstdCompressSync(Buffer.concat([whole, createHash('sha256').update(whole).digest()]));
};

test('a forged backup runs nothing: a name that is not of our own tables and columns is refused', async () => {
  await using from = await filled();
  await using into = await testDatabase();
  const bytes = await taken(from);
  const crime = 'meta"; create table public.crime (); --';
  const forgeries: Record<string, (header: Header) => unknown> = {
    'a table': (it) => ({ ...it, tables: [{ name: crime, columns: ['one'] }, ...it.tables] }),
    'a column': (it) => ({
      ...it,
      tables: it.tables.map((table) => ({ ...table, columns: ['one) from stdin; drop table x; --'] })),
    }),
    'a table of another schema': (it) => ({ ...it, tables: [{ name: 'pg_authid', columns: ['rolname'] }] }),
    'a table that is derived': (it) => ({
      ...it,
      tables: [{ name: 'migration', columns: ['number'] }, ...it.tables],
    }),
    'a table twice': (it) => ({ ...it, tables: [...it.tables, it.tables[0]] }),
    'no tables': (it) => ({ ...it, tables: undefined }),
    'tables that are text': (it) => ({ ...it, tables: 'event' }),
    'a head out of all bounds': (it) => ({ ...it, head: 2 ** 53 }),
    nothing: () => null,
  };
  for (const [how, change] of Object.entries(forgeries)) {
    const asked = restore(into, Readable.from([forged(bytes, change)]));
    await expect(asked, how).rejects.toThrow(BrokenBackup);
    expect(await into.one(sql`select to_regclass('public.crime') as name`), how).toEqual({ name: null });
  }
});

test('a backup that lacks a table, its rows, or which log it is of, is refused', async () => {
  await using from = await filled();
  await using into = await testDatabase();
  const bytes = await taken(from);
  const broken = {
    'no tables': forged(bytes, (it) => ({ ...it, tables: [] }), true),
    'no meta': forged(
      bytes,
      (it) => ({ ...it, tables: it.tables.filter(({ name }) => name !== 'meta') }),
      true,
    ),
    'no rows': forged(bytes, (it) => it, true),
    'no rows, and says so': forged(bytes, (it) => ({ ...it, head: 0 }), true),
    'another head': forged(bytes, (it) => ({ ...it, head: it.head + 1 })),
  };
  for (const [how, file] of Object.entries(broken)) {
    await expect(restore(into, Readable.from([file])), how).rejects.toThrow(BrokenBackup);
    expect(await into.one(sql`select epoch from nightjar.meta`), how).toEqual({ epoch: 1 });
  }
});

test('tasks of a restored queue are served in the order of arrival, old ones before new ones', async () => {
  await using from = await filled();
  await using into = await testDatabase();
  const enqueued = (n: number) =>
    sql`select nightjar.enqueue(${JSON.stringify([{ topic: 't', payload: { n } }])}::jsonb)`;
  for (const n of [1, 2, 3]) await from.run(enqueued(n));
  await restore(into, Readable.from([await taken(from)]));
  await into.run(enqueued(4));
  const order = sql`select payload->'n' as n from nightjar.task order by seq`;
  expect(await into.many(order)).toEqual([1, 2, 3, 4].map((n) => ({ n })));
});

test('nothing is appended while a backup is restored', async () => {
  await using from = await filled();
  await using into = await testDatabase();
  const bytes = await taken(from);
  const log = await openLog(into);
  let appended: Promise<unknown> | undefined;
  await restore(into, Readable.from([bytes]), () => {
    appended ??= log.append({ org: 1, stream: 'meanwhile', facts: [{ type: 'Happened', data: {} }] });
  });
  expect(await appended).toMatchObject({ status: 'ok', firstPos: 1801 });
  await log.close();
});
