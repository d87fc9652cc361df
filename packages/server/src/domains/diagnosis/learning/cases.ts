import type { Caller } from '@nightjar/kernel/caller';
import { sql } from '@nightjar/kernel/database/sql';
import type { Kernel } from '@nightjar/kernel/kernel';
import { type DiagnosisMade, diagnosisStream } from '../events.ts';
import { alertGroups } from '../groups/projection.ts';
import { diagnoses } from '../projection.ts';
import { isReal } from './real.ts';
import type { DiagnosisCase } from './wire.ts';

type Words = DiagnosisCase['judgements'];

const step = 100;

type Row = {
  readonly id: string;
  readonly paged_at: Date;
  readonly words: readonly {
    change: string | null;
    judgement: Words[number]['judgement'];
    by: string;
    at: string;
  }[];
};

/** Ids of diagnoses with what responders say of each, the newest page first. */
async function* judgedIds(
  kernel: Kernel,
  caller: Caller,
  { judged, limit }: { readonly judged: boolean; readonly limit: number },
): AsyncGenerator<{ readonly id: string; readonly words: Words }> {
  let last: Row | undefined;
  for (let left = limit; left > 0; left -= step) {
    const reader = await kernel.reader(caller, { of: [diagnoses, alertGroups], consistency: 'strong' });
    const before = last === undefined ? sql`true` : sql`(d.paged_at, d.id) < (${last.paged_at}, ${last.id})`;
    const rows = await reader.many<Row>(sql`
      select d.id, d.paged_at, coalesce(j.words, '[]') as words
      from ${reader.table(diagnoses, 'diagnosis')} d
      left join lateral (
        select json_agg(json_build_object('change', change, 'judgement', judgement, 'by', by, 'at', at) order by at, by, change) as words
        from ${reader.table(diagnoses, 'judgement')} where id = d.id) j on true
      where d.org = ${caller.org} and ${isReal(reader)} and ${before} and ${judged ? sql`j.words is not null` : sql`true`}
      order by d.paged_at desc, d.id desc limit ${Math.min(left, step)}`);
    for (const { id, words } of rows)
      yield { id, words: words.map((word) => ({ ...word, at: new Date(word.at).toISOString() })) };
    last = rows.at(-1);
    if (rows.length < Math.min(left, step)) return;
  }
}

const caseOf = (id: string, made: DiagnosisMade['data'], words: Words): DiagnosisCase => {
  const { question, round, after, now, answer, features } = made;
  const { title, service, environment, signal, pagedAt } = question;
  return {
    diagnosis: id,
    round,
    after,
    title,
    service,
    environment,
    signal,
    pagedAt,
    now,
    said: {
      weights: answer.weights,
      verdict: answer.verdict,
      probability: answer.probability,
      suspects: answer.suspects.map(({ id: suspect, probability }) => ({ id: suspect, probability })),
    },
    features,
    judgements: words,
  };
};

/** The rounds of diagnoses as they stand in the log, one diagnosis after another: never more than one in memory. */
export async function* casesOf(
  kernel: Kernel,
  caller: Caller,
  wish: { readonly judged: boolean; readonly limit: number },
): AsyncGenerator<readonly DiagnosisCase[]> {
  for await (const { id, words } of judgedIds(kernel, caller, wish)) {
    const facts = await kernel.log.stream(caller.org, diagnosisStream(id));
    const made = facts.filter(({ type }) => type === 'DiagnosisMade');
    yield made.map(({ data }) => caseOf(id, data as DiagnosisMade['data'], words));
  }
}
