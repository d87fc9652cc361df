import type { Link } from '@nightjar/descriptors/description';
import type { Ref } from '@nightjar/descriptors/ref';
import { join, raw, sql } from '@nightjar/kernel/database/sql';
import { contains } from '@nightjar/query/pattern';
import { normalise } from '@nightjar/query/words';
import type { SearchPart } from '../../search/part.ts';
import { entities } from './projection.ts';
import { hasRunbook, runbookText } from './tables.ts';

const group = 'runbooks';

/** Words that nearly every address has: to look for them would be to look at all. */
const everywhere = new Set([
  'http',
  'https',
  'www',
  'com',
  'org',
  'net',
  'runbook',
  'runbooks',
  'url',
  'label',
  'group',
]);

/** The index knows three letters and more. */
const shortest = 3;

/** Rows that are looked at: a name, an address and a label of each. */
const most = 200;

type Row = { readonly ref: Ref; readonly name: string; readonly links: readonly Link[] };

/** Runbooks by their label, their address and what they are of. */
export const runbooksOf: SearchPart['find'] = async (kernel, caller, { text, limit }) => {
  const typed = normalise(text).split(' ');
  const sought = typed.filter((word) => word.length >= shortest && !everywhere.has(word));
  if (sought.length === 0) return [];
  const reader = await kernel.reader(caller, { of: [entities] });
  const all = sought.map((word) => sql`${raw(runbookText('e.'))} like ${contains(word)}`);
  const rows = await reader.many<Row>(sql`
    select e.ref, e.name, e.body -> 'links' as links from ${reader.table(entities, 'entity')} e
    where e.org = ${caller.org} and e.until = 'infinity' and e.state <> 'gone' and ${raw(hasRunbook('e.'))}
      and ${join(all, ' and ')}
    limit ${most}`);
  const seen = new Set<string>();
  return rows
    .flatMap(({ ref, name, links }) =>
      links.filter((link) => link.group === group).map((link) => ({ ref, name, ...link })),
    )
    .filter(({ name, label, url }) => {
      const said = normalise(`${name} ${label} ${url}`);
      return (
        typed.every((word) => said.includes(word) || everywhere.has(word)) && !seen.has(url) && seen.add(url)
      );
    })
    .sort((a, b) => a.name.length - b.name.length || (a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0))
    .slice(0, limit)
    .map(({ ref, name, label, url }) => ({
      kind: 'runbook',
      id: `${ref} ${url}`,
      title: label || url,
      subtitle: `runbook of ${name}`,
      address: url,
      at: null,
    }));
};
