import type { Catalog } from '@nightjar/sdk/catalog';
import type { EntityList, EntityPage } from '@nightjar/sdk/wire';
import type { Terminal } from '../terminal.ts';
import { beside } from '../text/beside.ts';
import { shellWord } from '../text/shell.ts';
import { plain } from '../text/width.ts';
import { heading, tierText } from './style.ts';

/** Shown; the list has the rest. */
const most = 15;
/** So many are asked for, so that the most critical of them are among those shown. */
const asked = 200;

/** `team-a` as it is, anything else in quotes, as the filter reads it. */
const term = (name: string): string =>
  `owner:${/^[\w.-]+$/.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`}`;

/** `list` is null where it could not be had. */
export type Owned = { readonly filter: string; readonly list: EntityList | null };

/** What a team or a person answers for, the most critical first; null of anything else. Never rejects: the page stands without it. */
export const ownedBy = async (
  catalog: Catalog,
  { kind, name }: EntityPage,
  at: string | undefined,
): Promise<Owned | null> => {
  if (kind !== 'team' && kind !== 'person') return null;
  const filter = term(name);
  const list = await catalog.list({ q: filter, limit: asked, at }).catch(() => null);
  if (list === null) return { filter, list };
  // A tier that nobody says comes after all that somebody does.
  const entities = list.entities.toSorted((a, b) => (a.tier ?? 9) - (b.tier ?? 9));
  return { filter, list: { ...list, entities } };
};

export const printOwned = (terminal: Terminal, { filter, list }: Owned): void => {
  const all = `${terminal.nightjar} services 'kind:*' ${shellWord(plain(filter))}`;
  if (list === null) {
    terminal.say(`What it owns could not be looked up. To try again: ${all}`);
    return;
  }
  const { entities, next } = list;
  if (entities.length === 0) return;
  const { line, paint, columns } = terminal;
  line('');
  heading(terminal, `Owns (${entities.length}${next === null ? '' : '+'})`);
  for (const { kind, name, tier, description } of entities.slice(0, most)) {
    const called = plain(kind === 'service' ? name : `${kind}:${name}`);
    const says = paint('dim', plain((description ?? '').split('\n')[0] ?? ''));
    line(`  ${beside([called, tierText(tier, paint), says], columns - 2)}`);
  }
  if (entities.length > most || next !== null) terminal.say(`The rest: ${all}`);
};
