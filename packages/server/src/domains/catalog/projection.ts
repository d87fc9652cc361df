import { projection } from '@nightjar/kernel/projection/projection';
import type { CatalogFact } from './events.ts';
import { indexes, tables } from './tables.ts';

export const entities = projection<CatalogFact>({
  name: 'catalog.entities',
  version: 1,
  tables,
  indexes,
  on: {},
});
