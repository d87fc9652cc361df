import type { Caller } from '@nightjar/kernel/caller';
import { sql } from '@nightjar/kernel/database/sql';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { sameName } from '../../change/names.ts';
import type { Evidence } from '../../evidence/parts.ts';
import { boundCursor, boundKey, isText } from '../../page/bound-cursor.ts';
import { askedAbout, cardOf, type KeptRound, pageOf } from './page.ts';
import { diagnoses } from './projection.ts';
import { refuse } from './refusals.ts';
import type { Said } from './said.ts';
import type { Diagnosis, DiagnosisPage, DiagnosisQuery, Judged } from './wire.ts';

type RoundRow = { readonly id: string; readonly made_at: Date; readonly body: Said };
type JudgedRow = Omit<Judged, 'at' | 'byName' | 'from'> & {
  readonly id: string;
  readonly by_name: string | null;
  readonly said_from: string;
  readonly at: Date;
};

const kept = ({ body, made_at }: RoundRow): KeptRound => ({ said: body, madeAt: made_at });

/** What responders say of each, the first first. */
const judgementsOf = async (reader: Reader, ids: readonly string[]): Promise<Map<string, Judged[]>> => {
  const rows = await reader.many<JudgedRow>(sql`
    select id, change, judgement, by, by_name, said_from, at from ${reader.table(diagnoses, 'judgement')}
    where id = any(${ids}::text[]) and org = ${reader.caller.org} order by at, by, change`);
  const all = new Map<string, Judged[]>();
  for (const { id, by_name: byName, said_from: from, at, ...said } of rows)
    all.set(id, [...(all.get(id) ?? []), { ...said, byName, from, at: at.toISOString() }]);
  return all;
};

/** A diagnosis as it was last said, or as a round said it; null where there is none. */
const diagnosisIn = async (
  reader: Reader,
  owner: (service: string) => ReturnType<Evidence['owner']>,
  id: string,
  round?: number,
): Promise<Diagnosis | null> => {
  const rows = await reader.many<RoundRow>(sql`
    select id, made_at, body from ${reader.table(diagnoses, 'round')}
    where id = ${id} and org = ${reader.caller.org} order by round`);
  const rounds = rows.map(kept);
  const last = rounds.at(-1);
  if (last === undefined) return null;
  const wanted = round === undefined ? last : rounds.find(({ said }) => said.round === round);
  if (wanted === undefined)
    throw refuse('diagnosis.unknown-round', { detail: `It has the rounds 1 to ${last.said.round}.` });
  const about = askedAbout(wanted.said);
  const [judgements, found] = await Promise.all([
    judgementsOf(reader, [id]),
    about === null ? null : owner(about),
  ]);
  return pageOf(id, wanted, {
    rounds,
    judgements: judgements.get(id) ?? [],
    owner: found,
    position: reader.position,
    stale: reader.stale,
  });
};

type Freshness = { readonly minPos?: number | undefined; readonly round?: number | undefined };

/** The same for whoever has a house and no reader. */
export const diagnosisById = async (
  kernel: Kernel,
  evidence: Evidence,
  caller: Caller,
  id: string,
  { minPos, round }: Freshness = {},
): Promise<Diagnosis | null> => {
  const reader = await kernel.reader(caller, {
    of: [diagnoses],
    ...(minPos === undefined ? {} : { minPos }),
  });
  return diagnosisIn(reader, (service) => evidence.owner(kernel, caller, service), id, round);
};

/** What was asked, as one text: a cursor is good for that alone. */
const askedOf = ({ alert, service }: DiagnosisQuery): string => JSON.stringify(['diagnoses', alert, service]);

const before = (query: DiagnosisQuery, org: number) => {
  if (query.cursor === undefined) return sql`true`;
  const [at, id] = boundKey(query.cursor, org, askedOf(query)) ?? [];
  if (!Number.isSafeInteger(at) || !isText(id)) throw refuse('diagnosis.cursor');
  return sql`(d.paged_at, d.id) < (${new Date(at as number)}, ${id})`;
};

/** Diagnoses, the newest page first. */
export const diagnosesMatching = async (reader: Reader, query: DiagnosisQuery): Promise<DiagnosisPage> => {
  const { org } = reader.caller;
  const { alert, service, limit = 50 } = query;
  const rows = await reader.many<RoundRow & { readonly paged_at: Date }>(sql`
    select d.id, d.paged_at, r.made_at, r.body
    from ${reader.table(diagnoses, 'diagnosis')} d
    join ${reader.table(diagnoses, 'round')} r on r.id = d.id and r.round = d.round
    where d.org = ${org} and ${before(query, org)}
      and ${alert === undefined ? sql`true` : sql`d.alert = ${alert}`}
      and ${service === undefined ? sql`true` : sql`d.service = ${sameName(service)}`}
    order by d.paged_at desc, d.id desc limit ${limit + 1}`);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const judgements = await judgementsOf(
    reader,
    page.map(({ id }) => id),
  );
  return {
    diagnoses: page.map((row) => cardOf(row.id, kept(row), judgements.get(row.id) ?? [])),
    next:
      rows.length > limit && last !== undefined
        ? boundCursor([last.paged_at.getTime(), last.id], org, askedOf(query))
        : null,
    position: reader.position,
    stale: reader.stale,
  };
};
