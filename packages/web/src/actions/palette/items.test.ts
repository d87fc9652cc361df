import type { SearchHit } from '@nightjar/sdk/wire';
import { expect, test } from 'vitest';
import type { Action } from '../action.ts';
import { type Recent, sectionsOf } from './items.ts';
import { recentIn, withRecent } from './recent.ts';

const action = (name: string, label: string, more: Partial<Action> = {}): Action => ({
  name,
  label,
  group: 'Here',
  run: () => true,
  ...more,
});

const hit = (group: SearchHit['group'], title: string, address = `/${title}`): SearchHit => ({
  group,
  kind: group,
  id: title,
  title,
  subtitle: null,
  address,
  at: null,
});

const recent = (id: string, title: string, more: Partial<Recent> = {}): Recent => ({
  id,
  kind: 'service',
  title,
  subtitle: null,
  href: `/${title}`,
  entity: null,
  ...more,
});

const actions = [
  action('go.catalog', 'Go to the catalog', { href: '/catalog' }),
  action('sign-out', 'Sign out'),
  action('theme', 'Use the light theme'),
  action('line.next', 'The next line', { offered: 'keys' }),
];

const shown = (offered: Partial<Parameters<typeof sectionsOf>[0]>): string[] =>
  sectionsOf({ typed: '', actions, hits: [], recent: [], ...offered }).flatMap(({ head, items }) =>
    items.map(({ title }) => `${head}: ${title}`),
  );

test('with nothing typed what was chosen before stands first, then all that can be done; what only keys do well does not', () =>
  expect(
    shown({
      recent: [
        recent('services pricing', 'pricing'),
        recent('do theme', 'Use the dark theme', { kind: 'do' }),
        recent('do gone', 'Gone', { kind: 'do' }),
      ],
    }),
  ).toEqual(['Recent: pricing', 'Recent: Use the light theme', 'Do: Go to the catalog', 'Do: Sign out']));

test('who types a word of an order means the order; else what was found comes first', () => {
  const hits = [hit('services', 'signer'), hit('teams', 'design')];
  expect(shown({ typed: 'sign', hits })).toEqual(['Do: Sign out', 'Services: signer', 'Teams: design']);
  expect(shown({ typed: 'ight', hits: [hit('services', 'nightly')] })).toEqual([
    'Services: nightly',
    'Do: Use the light theme',
  ]);
});

test('what was chosen before is offered without the server, and once with it', () => {
  const before = [recent('services pricing', 'pricing')];
  expect(shown({ typed: 'pri', recent: before })).toEqual(['Recent: pricing']);
  expect(shown({ typed: 'pri', recent: before, hits: [hit('services', 'pricing')] })).toEqual([
    'Services: pricing',
  ]);
});

test('no address leads where nobody should be sent', () => {
  const hrefs = (address: string) =>
    sectionsOf({ typed: 'x', actions: [], recent: [], hits: [hit('runbooks', 'x', address)] })[0]?.items[0]
      ?.href;
  expect(hrefs('https://wiki.example/r')).toBe('https://wiki.example/r');
  expect(hrefs('/catalog/service/x')).toBe('/catalog/service/x');
  for (const bad of ['javascript:alert(1)', '//evil.example', '/\\evil.example', 'data:text/html,x', 'wiki'])
    expect.soft(hrefs(bad), bad).toBeNull();
});

test('what the browser remembers may be broken, and has a bound', () => {
  for (const text of [null, '', '{', '7', '[null, {"id": 7}, "x"]']) expect(recentIn(text)).toEqual([]);
  const [item] = sectionsOf({ typed: '', actions, hits: [], recent: [] })[0]?.items ?? [];
  if (item === undefined) throw new Error('There is an action.');
  const many = Array.from({ length: 30 }, (_, n) => recent(`services ${n}`, `${n}`));
  const noted = withRecent(many, item);
  expect(noted).toHaveLength(24);
  expect(withRecent(noted, item).filter(({ id }) => id === item.id)).toHaveLength(1);
  expect(recentIn(JSON.stringify(noted))).toEqual(noted);
});
