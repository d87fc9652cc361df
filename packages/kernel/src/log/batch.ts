import { zstdCompressSync } from 'node:zlib';
import type { Append, Appended } from './log.ts';

/** Between the JSON texts of a batch: U+001E, which JSON always writes as an escape. */
const separator = '\u001e';

const statement = {
  name: 'nightjar.append',
  text: `select cmd, status, first_pos, last_pos, ver from nightjar.append(
    $1::int[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::int[],
    $10::int[], $11::int[], $12::text[], $13::smallint[], $14::timestamptz[], $15::text,
    $16::int[], $17::text[], $18::text[], $19::text[], $20::jsonb[], $21::bytea[], $22::int[], $23::jsonb[])`,
};

/** An array literal of numbers, written here: the driver quotes and escapes each element, which costs ten times as much. */
const ints = (items: readonly (number | null)[]): string =>
  `{${items.map((item) => item ?? 'null').join(',')}}`;

const orNull = <Item>(items: readonly Item[]): readonly Item[] | null => (items.length === 0 ? null : items);

/** Commands as the parameters of `nightjar.append`, in columns. */
export const encode = (commands: readonly Append[]): { name: string; text: string; values: unknown[] } => {
  const cmd: number[] = [];
  const nth: number[] = [];
  const type: string[] = [];
  const v: number[] = [];
  const at: (string | null)[] = [];
  const data: string[] = [];
  commands.forEach((command, index) => {
    command.facts.forEach((fact, place) => {
      cmd.push(index + 1);
      nth.push(place + 1);
      type.push(fact.type);
      v.push(fact.v ?? 1);
      at.push(fact.at ?? null);
      data.push(JSON.stringify(fact.data));
    });
  });
  const raws = commands.flatMap(({ raw }, index) => (raw === undefined ? [] : [{ ...raw, cmd: index + 1 }]));
  const tasks = commands.flatMap(({ tasks: list = [], org }, index) =>
    list.length === 0
      ? []
      : [{ cmd: index + 1, list: JSON.stringify(list.map((task) => ({ org, ...task }))) }],
  );
  return {
    ...statement,
    values: [
      ints(commands.map((c) => c.org)),
      commands.map((c) => c.stream),
      ints(commands.map((c) => (typeof c.expect === 'number' ? c.expect : null))),
      commands.map((c) => c.once?.source ?? null),
      commands.map((c) => c.once?.key ?? null),
      commands.map((c) => c.once?.hash ?? null),
      commands.map((c) => c.actor ?? null),
      commands.map((c) => c.cause ?? null),
      ints(commands.map((c) => c.facts.length)),
      ints(cmd),
      ints(nth),
      type,
      ints(v),
      at,
      data.join(separator),
      orNull(raws.map((r) => r.cmd)),
      orNull(raws.map((r) => r.source)),
      orNull(raws.map((r) => r.delivery)),
      orNull(raws.map((r) => r.event)),
      orNull(raws.map((r) => JSON.stringify(r.headers))),
      orNull(raws.map((r) => zstdCompressSync(r.body))),
      orNull(tasks.map((t) => t.cmd)),
      orNull(tasks.map((t) => t.list)),
    ],
  };
};

export type Row = {
  cmd: number;
  status: Appended['status'];
  first_pos: number;
  last_pos: number;
  ver: number;
};

export const decode = (row: Row): Appended => {
  switch (row.status) {
    case 'ok':
      return { status: 'ok', firstPos: row.first_pos, lastPos: row.last_pos, ver: row.ver };
    case 'conflict':
      return { status: 'conflict', ver: row.ver };
    case 'duplicate':
    case 'mismatch':
      return { status: row.status, firstPos: row.first_pos, lastPos: row.last_pos };
  }
};

/** What a batch may not hold twice: an idempotency key, or a stream whose version is checked. */
export const claims = (command: Append): string[] => [
  ...(command.once ? [`once\0${command.org}\0${command.once.source}\0${command.once.key}`] : []),
  ...(typeof command.expect === 'number' ? [`stream\0${command.org}\0${command.stream}`] : []),
];
