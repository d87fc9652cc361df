import type { Change } from '@nightjar/sdk/wire';
import { kinds } from '@nightjar/sdk/words';
import { type Field, plainly } from '../../filter/field.ts';
import { quoted } from '../../filter/words.ts';

const ago: Field['values'] = [
  { text: '-15m', says: 'a quarter of an hour ago' },
  { text: '-1h', says: 'an hour ago' },
  { text: '-2h', says: 'two hours ago' },
  { text: '-1d', says: 'a day ago' },
  { text: '-7d', says: 'a week ago' },
];

/** What the feed can be filtered by, most asked for first. */
export const fields: readonly Field[] = [
  { name: 'service', says: 'what was changed', values: [] },
  { name: 'env', says: 'where', values: [] },
  {
    name: 'kind',
    says: 'what sort of change',
    values: plainly(...kinds),
  },
  {
    name: 'status',
    says: 'how far it came',
    values: plainly('running', 'failed', 'reverted', 'finished', 'planned', 'cancelled'),
  },
  {
    name: 'actor',
    says: 'who did it',
    values: [
      { text: 'bot', says: 'any robot' },
      { text: 'human', says: 'any person' },
    ],
  },
  { name: 'after', says: 'from then on', values: ago },
  { name: 'before', says: 'until then', values: ago },
  { name: 'source', says: 'who reported it', values: [] },
  { name: 'priority', says: 'what it could break', values: plainly('high', 'normal', 'low') },
  { name: 'version', says: 'which version', values: [] },
  { name: 'tag', says: 'a tag, or a tag=value', values: [] },
  { name: 'duration', says: 'how long it took, in seconds', values: plainly('>60', '>600', '>3600') },
  { name: 'text', says: 'a piece of the title or the summary', values: [] },
  { name: 'id', says: 'one change', values: [] },
];

const seen = (field: string, change: Change): readonly (string | null)[] => {
  switch (field) {
    case 'service':
      return change.services;
    case 'env':
      return [change.environment];
    case 'actor':
      return [change.actor?.name ?? null];
    case 'source':
      return [change.source];
    case 'version':
      return [change.version];
    case 'tag':
      return Object.entries(change.tags).map(([name, value]) => `${name}=${value}`);
    default:
      return [];
  }
};

/** The fields with the values that occur on the page, most frequent first. */
export const fieldsWith = (changes: readonly Change[]): readonly Field[] =>
  fields.map((field) => {
    const counts = new Map<string, number>();
    for (const change of changes)
      for (const value of seen(field.name, change))
        if (value !== null && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
    const values = [...counts]
      .sort((a, b) => b[1] - a[1])
      .map(([value]) => ({ text: quoted(value), says: '' }));
    return { ...field, values: [...field.values, ...values] };
  });
