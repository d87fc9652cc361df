import type { Caller } from '@nightjar/kernel/caller';
import { sql } from '@nightjar/kernel/database/sql';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { Evidence } from '../../evidence/parts.ts';
import { askedAbout, type KeptRound, pageOf } from './page.ts';
import { diagnoses } from './projection.ts';
import { refuse } from './refusals.ts';
import type { Said } from './said.ts';
import type { Diagnosis, Judged } from './wire.ts';

export type RoundRow = { readonly id: string; readonly made_at: Date; readonly body: Said };
type JudgedRow = Omit<Judged, 'at' | 'byName' | 'from'> & {
  readonly id: string;
  readonly by_name: string | null;
  readonly said_from: string;
  readonly at: Date;
};

export const kept = ({ body, made_at }: RoundRow): KeptRound => ({ said: body, madeAt: made_at });

/** What responders say of each, the first first. */
export const judgementsOf = async (
  reader: Reader,
  ids: readonly string[],
): Promise<Map<string, Judged[]>> => {
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
