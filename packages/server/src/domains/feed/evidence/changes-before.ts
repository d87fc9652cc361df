import { raw, type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { sameName } from '../../../change/names.ts';
import { isRehearsal } from '../../../change/rehearsal.ts';
import type { FindChanges, FoundChange } from '../../../evidence/parts.ts';
import { toldOf } from '../change.ts';
import { remembered } from '../memory.ts';
import { changes } from '../projection.ts';
import { foundChange } from './found.ts';

type Wish = Parameters<FindChanges>[2];
type Row = { readonly id: string; readonly at: Date; readonly environment: string | null };

/** A change that has ended stands in the feed at its end: those that were under way at `until` are looked for so far behind it. */
const aheadMs = 6 * 3_600_000;
/** Changes that are walked past for those of some kinds, whatever they are about. */
const mostWalked = 10_000;

/** So many more than are asked for are read: some were planned or called off, and changed nothing. */
const spare = 50;

/** A stretch of time, walked from the end that is nearest to what is asked about. */
type Stretch = { readonly from: number; readonly until: number; readonly newestFirst: boolean };

const within = ({ from, until }: Stretch): Sql =>
  sql`at >= ${new Date(from).toISOString()}::timestamptz and at <= ${new Date(until).toISOString()}::timestamptz`;

const inOrder = ({ newestFirst }: Stretch): Sql =>
  raw(newestFirst ? 'order by at desc, id desc' : 'order by at, id');

const there = ({ environment }: Wish, none: string): Sql =>
  environment === null ? raw('true') : sql`(environment = ${sameName(environment)} or ${raw(none)})`;

/** A range of `by_service_time` a name. */
const ofServices = (reader: Reader, wish: Wish, stretch: Stretch): Sql => sql`
  select f.id, f.at, nullif(f.environment, '') as environment
  from unnest(${[...new Set(wish.services.map(sameName))]}::text[]) as n (service)
  cross join lateral (
    select id, at, environment from ${reader.table(changes, 'by_service')}
    where org = ${reader.caller.org}::int and service = n.service and ${within(stretch)} and ${there(wish, `environment = ''`)}
    ${inOrder(stretch)} limit ${wish.most + spare}) f
  group by f.id, f.at, f.environment ${inOrder(stretch)} limit ${wish.most + spare}`;

/** A bounded walk of `change_by_time`. */
const ofKinds = (reader: Reader, wish: Wish, stretch: Stretch): Sql => sql`
  select id, at, environment from (
    select id, at, environment, kind from ${reader.table(changes, 'change')}
    where org = ${reader.caller.org}::int and ${within(stretch)}
    ${inOrder(stretch)} limit ${mostWalked}) w
  where kind = any(${wish.kinds ?? []}::text[]) and ${there(wish, 'environment is null')}
  ${inOrder(stretch)} limit ${wish.most + spare}`;

/** When it was over, or began where it is not: how near it is to what is asked about. */
const latest = ({ at, completedAt }: FoundChange): number => completedAt ?? at;

/** What the feed gives to a diagnosis: by indexes alone, however many changes there are. */
export const changesBefore: FindChanges = async (kernel, caller, wish) => {
  const reader = await kernel.reader(caller, { of: [changes] });
  const { from, until, most } = wish;
  const rowsIn = (stretch: Stretch): Promise<Row[]> =>
    reader.many<Row>(
      wish.kinds === undefined ? ofServices(reader, wish, stretch) : ofKinds(reader, wish, stretch),
    );
  const [before, behind] = await Promise.all([
    rowsIn({ from, until, newestFirst: true }),
    rowsIn({ from: until + 1, until: until + aheadMs, newestFirst: false }),
  ]);
  const rows = [...before, ...behind].filter(
    ({ environment }) => wish.environment !== null || !isRehearsal(environment),
  );
  // Without what a line of the feed is told with besides: half of what two thousand changes cost.
  const whole = await remembered(reader, reader.table(changes, 'state'), [
    ...new Set(rows.map(({ id }) => id)),
  ]);
  const found = whole
    .filter(({ org }) => org === caller.org)
    .flatMap(({ id, folded }) => foundChange(toldOf(id, folded), wish) ?? [])
    .sort((a, b) => latest(b) - latest(a) || (a.id < b.id ? -1 : 1));
  return { changes: found.slice(0, most), cut: found.length > most || before.length >= most + spare };
};
