import { sql } from '@nightjar/kernel/database/sql';
import type { Fact } from '@nightjar/kernel/fact';
import { projection } from '@nightjar/kernel/projection/projection';

type Counted = Fact<'Counted', { by: number }>;

/** A read model that adds up: a fact applied twice, or not at all, shows. */
export const counts = projection<Counted>({
  name: 'enemy.counts',
  version: 1,
  tables: 'create table total (stream text primary key, n int not null, last bigint not null)',
  indexes: 'create index total_n on total (n)',
  on: {
    Counted: ({ stream, data, pos }) => sql`insert into total as t values (${stream}, ${data.by}, ${pos})
      on conflict (stream) do update set n = t.n + excluded.n, last = excluded.last`,
  },
});
