import type { Database } from '@nightjar/kernel/database/database';
import { identifier } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';

/** A reader of the model that `catalogModel` makes, at a position, without the kernel around it. */
export const readerAt = (database: Database, position: number, org = 1): Reader => ({
  caller: { org, subject: 'test', rights: new Set(['read']) },
  stale: false,
  position,
  many: database.many,
  one: database.one,
  table: (_projection, name) => identifier('catalog_entities_test', name),
});
