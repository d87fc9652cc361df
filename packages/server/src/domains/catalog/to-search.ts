import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import { parse } from '@nightjar/query/parse';
import type { SearchPart, SearchWish } from '../../search/part.ts';
import { pageOf } from './page-of.ts';
import { entities } from './projection.ts';
import { runbooksOf } from './runbooks.ts';
import { fields } from './search/fields.ts';
import { entitiesMatching } from './search/queries.ts';
import type { CatalogSettings } from './settings.ts';
import type { EntityCard } from './wire.ts';

/** What is typed, where it can be read as a filter; else its words, so that a colon or a quote left open finds something too. */
const queryOf = ({ text, words }: SearchWish): string => (parse(text, fields).ok ? text : words.join(' '));

const firstLine = (text: string | null): string | null => text?.split('\n')[0]?.trim().slice(0, 200) || null;

const subtitleOf = ({ title, name, description, owners }: EntityCard): string | null => {
  const said = title === null || title === name ? firstLine(description) : title;
  const [owner] = owners;
  return (
    [said, owner === undefined ? null : `owned by ${owner.name}`].filter((it) => it !== null).join(' · ') ||
    null
  );
};

const things =
  ({ synonyms }: CatalogSettings, kinds: string): SearchPart['find'] =>
  async (kernel: Kernel, caller: Caller, wish) => {
    const reader = await kernel.reader(caller, { of: [entities] });
    const query = `${kinds} (${queryOf(wish)})`;
    const page = await entitiesMatching(reader, {
      query,
      limit: wish.limit,
      at: null,
      synonyms,
      now: wish.now,
    });
    return page.entities.map((card) => ({
      kind: card.kind,
      id: card.ref,
      title: card.name,
      subtitle: subtitleOf(card),
      address: pageOf(card.ref),
      at: null,
    }));
  };

/** What the catalog gives to the search. */
export const toSearch = (settings: CatalogSettings): readonly SearchPart[] => [
  { of: 'services', find: things(settings, '-kind:team,person') },
  { of: 'teams', find: things(settings, 'kind:team') },
  { of: 'people', find: things(settings, 'kind:person') },
  { of: 'runbooks', find: runbooksOf },
];
