import type { Database } from '@nightjar/kernel/database/database';
import { identifier } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';

/** A reader of the model in one schema, without the kernel around it. */
export const readerOf = (database: Database, schema: string, org = 1): Reader => ({
  caller: { org, subject: 'test', rights: new Set(['read']) },
  stale: false,
  position: 0,
  many: database.many,
  one: database.one,
  table: (_projection, name) => identifier(schema, name),
});
