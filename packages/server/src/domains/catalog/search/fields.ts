import { fold, foldedSql } from '@nightjar/query/fold';
import { type Registry, registry } from '@nightjar/query/registry';
import { states } from '../wire.ts';

/** A row of the table `entity`, as filters see it. Names are folded. */
export type Line = {
  readonly ref: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly state: string;
  readonly tier: number | null;
  readonly type: string | null;
  readonly lifecycle: string | null;
  readonly language: string | null;
  readonly runtime: string | null;
  readonly deployment: string | null;
  readonly ownerNames: readonly string[];
  readonly system: string | null;
  readonly environments: readonly string[];
  readonly tags: readonly string[];
  readonly joins: readonly string[];
  readonly aliases: readonly string[];
  readonly repository: string | null;
  readonly readers: readonly string[];
  readonly contested: boolean;
  readonly since: Date;
  readonly text: string;
  readonly words: readonly string[];
};

/** By its reference or by its bare name. The index `entity_now_by_field` spells it the same way. */
export const systemSql = (row: string): string =>
  `case when ${row}system is not null then array[${row}system, split_part(${row}system, '/', 2)] end`;

const systemNames = ({ system }: Line): readonly string[] | null =>
  system === null ? null : [system, system.slice(system.indexOf('/') + 1)];

const keyword = (
  name: string,
  aliases: readonly string[],
  doc: string,
  sql: string,
  get: (line: Line) => string | null,
) => ({ name, aliases, type: 'keyword' as const, doc, sql, get });

const keywords = (
  name: string,
  aliases: readonly string[],
  doc: string,
  sql: string,
  get: (line: Line) => readonly string[] | null,
) => ({ name, aliases, type: 'keywords' as const, doc, sql, get });

/** What a filter of the catalog may ask for. Names in SQL are columns of the table `entity`, which is called `e`. */
export const fields: Registry<Line> = registry<Line>({
  fields: [
    keyword('kind', [], 'service, api, resource, system, domain, team, person, …', 'e.kind', (it) => it.kind),
    keyword('name', [], 'The name as written, such as name:check*.', foldedSql('e.name'), (it) => it.name),
    {
      name: 'tier',
      aliases: ['criticality'],
      type: 'number',
      doc: 'How critical it is: tier:0 is the most, tier:<=1 is 0 and 1.',
      sql: 'e.tier',
      get: (it) => it.tier,
    },
    keywords(
      'owner',
      ['team'],
      'Who answers for it: the team or person named, not the teams below it.',
      'e.owner_names',
      (it) => it.ownerNames,
    ),
    keywords('system', [], 'The system that it is part of.', systemSql('e.'), systemNames),
    keyword('lang', ['language'], 'The language it is written in.', 'e.language', (it) => it.language),
    keyword('lifecycle', [], 'production, experimental, deprecated, …', 'e.lifecycle', (it) => it.lifecycle),
    keyword(
      'type',
      [],
      'What kind of service, resource or API: website, database, …',
      'e.type',
      (it) => it.type,
    ),
    keywords('env', ['environment'], 'An environment it runs in.', 'e.environments', (it) => it.environments),
    keywords(
      'tag',
      ['tags'],
      'A tag, by name (tag:pci) or with its value (tag:pci=yes).',
      'e.tags',
      (it) => it.tags,
    ),
    keywords(
      'join',
      ['joins'],
      'How another system names it: join:github, or join:github=acme/pricing.',
      'e.joins',
      (it) => it.joins,
    ),
    {
      ...keyword(
        'state',
        [],
        'declared, discovered or gone; gone ones are hidden otherwise.',
        'e.state',
        (it) => it.state,
      ),
      values: states,
    },
    keywords(
      'source',
      ['reader'],
      'Who says anything about it, such as backstage.',
      'e.readers',
      (it) => it.readers,
    ),
    keywords('alias', ['aliases'], 'Another name for it.', 'e.aliases', (it) => it.aliases),
    {
      ...keyword(
        'contested',
        [],
        'contested:yes, where sources that are to be believed name different owners.',
        "case when e.contested then 'yes' end",
        (it) => (it.contested ? 'yes' : null),
      ),
      values: ['yes'],
    },
    keyword('runtime', [], 'What it runs on, such as nodejs20.x.', 'e.runtime', (it) => it.runtime),
    keyword(
      'deployment',
      ['deployed'],
      'How it is deployed, such as lambda.',
      'e.deployment',
      (it) => it.deployment,
    ),
    {
      name: 'repo',
      aliases: ['repository'],
      type: 'text',
      doc: 'A piece of the address of its repository, such as repo:acme/pricing.',
      sql: foldedSql('e.repository'),
      get: (it) => (it.repository === null ? null : fold(it.repository)),
    },
    keyword('namespace', [], 'The namespace; default for most.', 'e.namespace', (it) => it.namespace),
    keyword('ref', [], 'The whole reference, such as service:default/pricing.', 'e.ref', (it) => it.ref),
    {
      name: 'text',
      aliases: [],
      type: 'text',
      doc: 'A piece of names, description, tags or owners, within words too.',
      sql: 'e.text',
      get: (it) => it.text,
    },
    {
      name: 'updated',
      aliases: ['since'],
      type: 'time',
      doc: 'Since when it has been as it is.',
      sql: 'e.since',
      get: (it) => it.since,
    },
  ],
  time: 'updated',
  text: {
    wordsSql: 'e.words',
    normalisedSql: 'e.text',
    words: (it) => it.words,
    normalised: (it) => it.text,
  },
});
