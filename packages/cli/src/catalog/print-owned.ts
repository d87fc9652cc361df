import type { Catalog } from '@nightjar/sdk/catalog';
import type { Entity, EntityPage } from '@nightjar/sdk/wire';
import type { Terminal } from '../terminal.ts';
import { beside } from '../text/beside.ts';
import { plain } from '../text/width.ts';
import { heading, tierText } from './style.ts';

/** Shown; the list has the rest. */
const most = 15;
/** So many are asked for, so that the most critical of them are among those shown. */
const asked = 200;

/** `team-a` as it is, anything else in quotes, as the filter reads it. */
const term = (name: string): string =>
  `owner:${/^[\w.-]+$/.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`}`;

export type Owned = { readonly filter: string; readonly entities: readonly Entity[]; readonly more: boolean };

/** What a team or a person answers for, the most critical first; null of anything else. */
export const ownedBy = async (
  catalog: Catalog,
  { kind, name }: EntityPage,
  at: string | undefined,
): Promise<Owned | null> => {
  if (kind !== 'team' && kind !== 'person') return null;
  const filter = term(name);
  const { entities, next } = await catalog.list({ q: filter, limit: asked, at });
  // A tier that nobody says comes after all that somebody does.
  const tier = (entity: Entity): number => entity.tier ?? 9;
  return { filter, entities: entities.toSorted((a, b) => tier(a) - tier(b)), more: next !== null };
};

export const printOwned = (terminal: Terminal, { filter, entities, more }: Owned): void => {
  if (entities.length === 0) return;
  const { line, paint, columns } = terminal;
  line('');
  heading(terminal, `Owns (${entities.length}${more ? '+' : ''})`);
  for (const { kind, name, tier, description } of entities.slice(0, most)) {
    const called = plain(kind === 'service' ? name : `${kind}:${name}`);
    const says = paint('dim', plain((description ?? '').split('\n')[0] ?? ''));
    line(`  ${beside([called, tierText(tier, paint), says], columns - 2)}`);
  }
  if (entities.length > most || more)
    terminal.say(`The rest: ${terminal.nightjar} services 'kind:*' ${filter}`);
};
