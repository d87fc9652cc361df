import { type Figures, figuresOf, type Told } from '@nightjar/diagnosis/learn/figures';
import { type Truth, truthOf } from '@nightjar/diagnosis/learn/judged';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { diagnoses } from '../projection.ts';
import type { Said } from '../said.ts';
import type { DiagnosisFigures } from './wire.ts';

type Row = {
  readonly paged_at: Date;
  readonly body: Said;
  readonly words: readonly { readonly change: string | null; readonly judgement: string }[];
};

type Case = { readonly month: string; readonly told: Told; readonly truth: Truth };

/** Judged diagnoses that are looked at: of a large company some years. */
const most = 5_000;

const caseOf = ({ paged_at, body, words }: Row): Case[] => {
  const truth = truthOf(words);
  if (truth === null) return [];
  const { verdict, suspects } = body.answer;
  const told = { verdict, suspects: suspects.map(({ id, probability }) => ({ id, probability })) };
  return [{ month: paged_at.toISOString().slice(0, 7), told, truth }];
};

const scoreOf = ({ bins: _, ...score }: Figures): Omit<Figures, 'bins'> => score;

/** How good what was said at the page was: the first round of each diagnosis, against what responders say. */
export const figuresIn = async (reader: Reader): Promise<DiagnosisFigures> => {
  const rows = await reader.many<Row>(sql`
    select d.paged_at, r.body, j.words
    from (
      select id, json_agg(json_build_object('change', change, 'judgement', judgement)) as words
      from ${reader.table(diagnoses, 'judgement')} where org = ${reader.caller.org} group by id) j
    join ${reader.table(diagnoses, 'diagnosis')} d on d.id = j.id and d.org = ${reader.caller.org}
    join ${reader.table(diagnoses, 'round')} r on r.id = j.id and r.round = 1
    order by d.paged_at desc, d.id desc limit ${most}`);
  const cases = rows.flatMap(caseOf);
  const { bins, ...score } = figuresOf(cases);
  return {
    ...score,
    bins: [...bins],
    months: [...Map.groupBy(cases, ({ month }) => month)].map(([month, some]) => ({
      month,
      ...scoreOf(figuresOf(some)),
    })),
    position: reader.position,
    stale: reader.stale,
  };
};
