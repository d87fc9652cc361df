import { type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { testSource } from '../../../change/alert.ts';
import { alertGroups } from '../groups/projection.ts';

/** Of a diagnosis `d`: it is of no test alert. Who tries the buttons on one says nothing of what breaks. The reader is also of `alertGroups`. */
export const isReal = (reader: Reader): Sql => sql`not exists (
  select from ${reader.table(alertGroups, 'alert')} a where a.id = d.alert and a.source = ${testSource})`;
