import { sql } from '@nightjar/kernel/database/sql';
import { projection } from '@nightjar/kernel/projection/projection';
import { sameName } from '../../change/names.ts';
import { type DiagnosisFact, diagnosisStream } from './events.ts';
import { saidIn } from './said.ts';

const idOf = (stream: string): string => stream.slice(diagnosisStream('').length);

/**
 * - `round` is what was said each time, whole, for ever. The numbers that it was made from are in the log alone: they are
 *   many times as much, and nobody reads them but who learns.
 * - `diagnosis` is the newest of it, as lists tell it.
 * - `judgement` is what responders say and have not taken back.
 */
const tables = `
create table round (
  id text collate "C" not null,
  org int not null,
  round int not null,
  made_at timestamptz not null,
  body json not null,
  primary key (id, round)
);

create table diagnosis (
  id text collate "C" primary key,
  org int not null,
  alert text collate "C",
  /** In small letters, as names are compared. */
  service text collate "C",
  paged_at timestamptz not null,
  round int not null
) with (fillfactor = 90);

create table judgement (
  id text collate "C" not null,
  org int not null,
  change text collate "C",
  judgement text collate "C" not null,
  by text collate "C" not null,
  by_name text,
  said_from text not null,
  at timestamptz not null
);
create index judgement_of on judgement (id, at);
`;

const indexes = `
create index diagnosis_by_time on diagnosis (org, paged_at, id);
create index diagnosis_by_service on diagnosis (org, service, paged_at, id);
create index diagnosis_by_alert on diagnosis (org, alert, paged_at, id) where alert is not null;
`;

/** What was diagnosed, as it was last said and as it was said each time. */
export const diagnoses = projection<DiagnosisFact>({
  name: 'diagnosis.diagnoses',
  version: 1,
  tables,
  indexes,
  on: {
    DiagnosisMade: ({ data, stream, org, at }) => {
      const { alert, service, pagedAt } = data.question;
      const id = idOf(stream);
      return [
        sql`insert into round (id, org, round, made_at, body)
          values (${id}, ${org}, ${data.round}, ${at}, ${JSON.stringify(saidIn(data))})`,
        sql`insert into diagnosis (id, org, alert, service, paged_at, round)
          values (${id}, ${org}, ${alert}, ${service === null ? null : sameName(service)}, ${pagedAt}, ${data.round})
          on conflict (id) do update set service = excluded.service, round = excluded.round
          where excluded.round > diagnosis.round`,
      ];
    },
    // As words.ts has it.
    DiagnosisJudged: ({ data, stream, org, recordedAt }) => {
      const { change, judgement, by, byName, from } = data;
      const id = idOf(stream);
      const replaced = sql`delete from judgement where id = ${id} and by = ${by}
        and (change is not distinct from ${change}::text or (${judgement}::text = 'confirmed' and judgement = 'confirmed'))`;
      if (judgement === 'withdrawn') return replaced;
      return [
        replaced,
        sql`insert into judgement (id, org, change, judgement, by, by_name, said_from, at)
          values (${id}, ${org}, ${change}, ${judgement}, ${by}, ${byName}, ${from}, ${recordedAt})`,
      ];
    },
  },
});
