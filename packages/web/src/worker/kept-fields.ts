import { fold } from '@nightjar/query/fold';
import { type Registry, registry } from '@nightjar/query/registry';
import { normalise, words } from '@nightjar/query/words';
import type { KeptCatalog } from '@nightjar/sdk/wire';

type KeptEntity = KeptCatalog['entities'][number];

/** An entity that is kept, with the text that is searched. */
export type KeptLine = {
  readonly entity: KeptEntity;
  readonly text: string;
  readonly words: readonly string[];
};

const keysAndPairs = (entries: Readonly<Record<string, string>>): string[] =>
  Object.entries(entries).flatMap(([key, value]) => [key, `${key}=${value}`]);

const names = (of: readonly KeptEntity['owners'][number][]): string[] =>
  of.flatMap(({ ref, name }) => [ref, name]);

/** What the server searches too: names, aliases, tags, description, owners. */
export const keptLine = (entity: KeptEntity): KeptLine => {
  const { name, title, aliases, description, tags, owners } = entity;
  const said = [name, title, ...aliases, description, ...Object.entries(tags).flat()];
  const text = normalise(
    [...said, ...owners.map((it) => it.name)].filter((it) => it !== null && it !== '').join(' \n '),
  );
  return { entity, text, words: words(text) };
};

const keyword = (name: string, aliases: readonly string[], get: (it: KeptEntity) => string | null) =>
  ({ name, aliases, type: 'keyword', doc: '', sql: '', get: (it: KeptLine) => get(it.entity) }) as const;

const keywords = (name: string, aliases: readonly string[], get: (it: KeptEntity) => readonly string[]) =>
  ({ name, aliases, type: 'keywords', doc: '', sql: '', get: (it: KeptLine) => get(it.entity) }) as const;

/** The filters of the catalog that can be told of what is kept: `source`, `join` and the text within words are the server's. */
export const keptFields: Registry<KeptLine> = registry<KeptLine>({
  fields: [
    keyword('kind', [], (it) => it.kind),
    keyword('name', [], (it) => it.name),
    keyword('namespace', [], (it) => it.namespace),
    keyword('ref', [], (it) => it.ref),
    keyword('state', [], (it) => it.state),
    keyword('type', [], (it) => it.type),
    keyword('lifecycle', [], (it) => it.lifecycle),
    keyword('lang', ['language'], (it) => it.language),
    keyword('runtime', [], (it) => it.runtime),
    keyword('deployment', ['deployed'], (it) => it.deployment),
    keyword('contested', [], (it) => (it.contested ? 'yes' : null)),
    keywords('owner', ['team'], (it) => names(it.owners)),
    keywords('system', [], (it) => (it.system === null ? [] : names([it.system]))),
    keywords('env', ['environment'], (it) => it.environments),
    keywords('alias', ['aliases'], (it) => it.aliases),
    keywords('tag', ['tags'], (it) => keysAndPairs(it.tags)),
    {
      name: 'tier',
      aliases: ['criticality'],
      type: 'number',
      doc: '',
      sql: '',
      get: ({ entity }) => entity.tier,
    },
    {
      name: 'repo',
      aliases: ['repository'],
      type: 'text',
      doc: '',
      sql: '',
      get: ({ entity }) => (entity.repository === null ? null : fold(entity.repository.url)),
    },
    { name: 'text', aliases: [], type: 'text', doc: '', sql: '', get: (it) => it.text },
    {
      name: 'updated',
      aliases: ['since'],
      type: 'time',
      doc: '',
      sql: '',
      get: ({ entity }) => entity.since,
    },
  ],
  time: 'updated',
  text: { wordsSql: '', normalisedSql: '', words: (it) => it.words, normalised: (it) => it.text },
});
