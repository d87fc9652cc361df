import type { Entity } from '@nightjar/sdk/wire';
import { type Field, plainly } from '../filter/field.ts';
import { quoted } from '../filter/words.ts';

/** What the catalog can be filtered by, most asked for first. */
export const fields: readonly Field[] = [
  {
    name: 'kind',
    says: 'what it is',
    values: plainly('service', 'api', 'resource', 'system', 'domain', 'team', 'person', 'environment'),
  },
  {
    name: 'tier',
    says: 'how critical, 0 most',
    values: [
      { text: '0', says: 'the most critical' },
      { text: '1', says: '' },
      { text: '2', says: '' },
      { text: '3', says: '' },
    ],
  },
  { name: 'owner', says: 'who answers for it', values: [] },
  { name: 'lang', says: 'what it is written in', values: [] },
  { name: 'env', says: 'where it runs', values: [] },
  { name: 'system', says: 'what it is part of', values: [] },
  {
    name: 'lifecycle',
    says: 'how far its life has come',
    values: plainly('production', 'experimental', 'deprecated'),
  },
  {
    name: 'state',
    says: 'whether anybody speaks for it',
    values: [
      { text: 'declared', says: 'somebody wrote it down' },
      { text: 'discovered', says: 'only seen running' },
      { text: 'gone', says: 'nobody says it any longer' },
    ],
  },
  { name: 'type', says: 'what kind of service or resource', values: [] },
  { name: 'tag', says: 'a tag, or a tag=value', values: [] },
  {
    name: 'contested',
    says: 'sources name different owners',
    values: [{ text: 'yes', says: '' }],
  },
  {
    name: 'source',
    says: 'who speaks of it',
    values: plainly('manual', 'backstage', 'effx', 'kubernetes', 'traces'),
  },
  { name: 'join', says: 'how another system names it: github=acme/pricing', values: [] },
  { name: 'alias', says: 'another name for it', values: [] },
  { name: 'repo', says: 'a piece of its repository’s address', values: [] },
  { name: 'name', says: 'its name', values: [] },
];

const seen = (field: string, entity: Entity): readonly (string | null)[] => {
  switch (field) {
    case 'owner':
      return entity.owners.map((owner) => owner.name);
    case 'lang':
      return [entity.language];
    case 'env':
      return entity.environments;
    case 'system':
      return [entity.system?.name ?? null];
    case 'type':
      return [entity.type];
    case 'tag':
      return Object.entries(entity.tags).map(([name, value]) => (value === '' ? name : `${name}=${value}`));
    default:
      return [];
  }
};

/** The fields with the values that occur among `entities`, most frequent first. */
export const fieldsWith = (entities: readonly Entity[]): readonly Field[] =>
  fields.map((field) => {
    const counts = new Map<string, number>();
    for (const entity of entities)
      for (const value of seen(field.name, entity))
        if (value !== null && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
    const values = [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => quoted(value));
    return { ...field, values: [...field.values, ...plainly(...values)] };
  });
