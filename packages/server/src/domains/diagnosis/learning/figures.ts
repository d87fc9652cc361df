import { type Figures, figuresOf, type Told } from '@nightjar/diagnosis/learn/figures';
import { type Truth, truthOf } from '@nightjar/diagnosis/learn/judged';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { diagnoses } from '../projection.ts';
import { isReal } from './real.ts';
import type { DiagnosisFigures } from './wire.ts';

type Row = {
  readonly paged_at: Date;
  readonly verdict: Told['verdict'];
  readonly suspects: Told['suspects'];
  readonly words: readonly { readonly change: string | null; readonly judgement: string }[];
};

type Case = { readonly month: string; readonly told: Told; readonly truth: Truth };

/** Judged diagnoses that are looked at: of a large company some years. */
const most = 5_000;

const caseOf = ({ paged_at, verdict, suspects, words }: Row): Case[] => {
  const truth = truthOf(words);
  if (truth === null) return [];
  return [{ month: paged_at.toISOString().slice(0, 7), told: { verdict, suspects }, truth }];
};

const scoreOf = ({ bins: _, ...score }: Figures): Omit<Figures, 'bins'> => score;

/**
 * How good what was said at the page was: the first round of each diagnosis, against what responders say. Of what was said, which is
 * some ten kilobytes each, the database hands out what counts.
 */
export const figuresIn = async (reader: Reader): Promise<DiagnosisFigures> => {
  const rows = await reader.many<Row>(sql`
    select judged.paged_at, judged.answer ->> 'verdict' as verdict, named.suspects, judged.words
    from (
      select d.id, d.paged_at, r.body -> 'answer' as answer, j.words
      from (
        select id, json_agg(json_build_object('change', change, 'judgement', judgement)) as words
        from ${reader.table(diagnoses, 'judgement')} where org = ${reader.caller.org} group by id) j
      join ${reader.table(diagnoses, 'diagnosis')} d on d.id = j.id and d.org = ${reader.caller.org} and ${isReal(reader)}
      join ${reader.table(diagnoses, 'round')} r on r.id = j.id and r.round = 1
      order by d.paged_at desc, d.id desc limit ${most}) judged
    cross join lateral (
      select coalesce(
        json_agg(json_build_object('id', one ->> 'id', 'probability', one -> 'probability') order by place), '[]') as suspects
      from json_array_elements(judged.answer -> 'suspects') with ordinality as suspect (one, place)) named
    order by judged.paged_at desc, judged.id desc`);
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
