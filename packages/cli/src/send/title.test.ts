import { expect, test } from 'vitest';
import { titleOf } from './title.ts';

test('a command is its own title', () => {
  expect(titleOf(['make', 'deploy'])).toBe('make deploy');
  expect(titleOf(['sh', '-c', 'a && b'])).toBe("sh -c 'a && b'");
});

test.each([
  [['helm', 'upgrade', '--password', 'hunter2', 'x'], 'helm upgrade --password *** x'],
  [['helm', '--set', 'db.password=hunter2'], 'helm --set db.password=***'],
  [['env', 'API_TOKEN=abc', 'make'], 'env API_TOKEN=*** make'],
  [['x', '--token=abc'], 'x --token=***'],
  [['psql', 'postgres://me:hunter2@db/x'], 'psql postgres://***@db/x'],
  [['curl', '-H', 'Authorization: Bearer abc.def'], "curl -H 'Authorization: Bearer ***'"],
  [['curl', '-H', `X: njt_${'a'.repeat(40)}`], "curl -H 'X: ***'"],
])('a secret on a command line is not in the title', (command, title) => {
  expect(titleOf(command)).toBe(title);
});

test('a long command is cut', () => {
  expect(titleOf(['echo', 'x'.repeat(500)]).length).toBe(120);
});
