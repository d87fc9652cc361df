import { expect, test } from 'vitest';
import { readAs } from '../testing/sender.ts';
import { openfeature } from './index.ts';
import { sender } from './testing/sender.ts';

const bodyOf = (name: string) => sender.fixtures.find((it) => it.name === name)?.body as object;
const read = (name: string, more: object = {}) =>
  readAs(openfeature, 'definitions', { ...bodyOf(name), ...more }).observed;

test('each flag that a commit changes is one change, however often and from whichever remote it is told', () => {
  const changes = read('several').map(({ change }) => change);
  expect(new Set(changes).size).toBe(5);
  for (const repository of ['git@github.com:acme/flags.git', 'ssh://git@github.com/acme/flags'])
    expect(read('several', { repository, message: 'again' }).map(({ change }) => change)).toEqual(changes);
});

test('the same difference in another commit, file or environment is another change', () => {
  const first = read('boolean.on')[0]?.change;
  for (const more of [
    { revision: 'a'.repeat(40) },
    { path: 'flags/staging.json' },
    { environment: 'staging' },
  ])
    expect(read('boolean.on', more)[0]?.change).not.toBe(first);
});

test('without a commit the definitions and their moment stand for it', () => {
  const bare = { revision: null, at: '2026-03-01T02:00:00Z' };
  expect(read('boolean.on', bare)[0]?.change).toBe(read('boolean.on', bare)[0]?.change);
  const later = { ...bare, at: '2026-03-01T02:10:00Z' };
  expect(read('boolean.on', later)[0]?.change).not.toBe(read('boolean.on', bare)[0]?.change);
});
