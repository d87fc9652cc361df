import { zstdCompressSync } from 'node:zlib';
import type { Statement } from './connection.ts';
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

/** A command with the texts that are sent of it: made once, measured, and sent as they are. */
export type Ready = {
  readonly command: Append;
  /** JSON, a fact each. */
  readonly data: readonly string[];
  readonly headers: string | null;
  readonly tasks: string | null;
  /** What all of it takes, in characters: that is near enough to bytes, and costs nothing to know. */
  readonly size: number;
};

const jsonOf = (value: unknown): string => {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError('A fact has no data that JSON knows.');
  return text;
};

/** Beside its data a fact has a type, a time and its numbers. */
const factOverhead = 100;

/** Throws what JSON.stringify throws: a bug of the command's own. */
export const ready = (command: Append): Ready => {
  const { facts, raw, tasks: list = [], org } = command;
  const data = facts.map((fact) => jsonOf(fact.data));
  const headers = raw === undefined ? null : jsonOf(raw.headers);
  const tasks = list.length === 0 ? null : jsonOf(list.map((task) => ({ org, ...task })));
  let size =
    facts.length * factOverhead + (headers?.length ?? 0) + (tasks?.length ?? 0) + (raw?.body.length ?? 0);
  for (const text of data) size += text.length;
  return { command, data, headers, tasks, size };
};

/** Commands as the parameters of `nightjar.append`, in columns. */
export const encode = (batch: readonly Ready[]): Statement => {
  const commands = batch.map(({ command }) => command);
  const cmd: number[] = [];
  const nth: number[] = [];
  const type: string[] = [];
  const v: number[] = [];
  const at: (string | null)[] = [];
  commands.forEach((command, index) => {
    command.facts.forEach((fact, place) => {
      cmd.push(index + 1);
      nth.push(place + 1);
      type.push(fact.type);
      v.push(fact.v ?? 1);
      at.push(fact.at ?? null);
    });
  });
  const raws = batch.flatMap(({ command: { raw }, headers }, index) =>
    raw === undefined ? [] : [{ ...raw, headers, cmd: index + 1 }],
  );
  const tasks = batch.flatMap(({ tasks: list }, index) => (list === null ? [] : [{ cmd: index + 1, list }]));
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
      batch.flatMap(({ data }) => data).join(separator),
      orNull(raws.map((r) => r.cmd)),
      orNull(raws.map((r) => r.source)),
      orNull(raws.map((r) => r.delivery)),
      orNull(raws.map((r) => r.event)),
      orNull(raws.map((r) => r.headers)),
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
