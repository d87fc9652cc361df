import { expect, test } from 'vitest';
import { nothingYet } from './queries.ts';
import { stateOf } from './state.ts';
import type { RefusedCard } from './wire.ts';

const now = new Date('2026-03-03T12:00:00Z');
const at = (hoursAgo: number) => new Date(now.getTime() - hoursAgo * 3_600_000);
const known = {
  secrets: [{ is: 'open' as const }],
  fromEnvironment: 0,
  arrived: nothingYet,
  refused: [],
  now,
};
const refused = (verdict: RefusedCard['verdict'], hoursAgo: number) => ({
  verdict,
  count: 1,
  first: at(hoursAgo).toISOString(),
  last: at(hoursAgo).toISOString(),
});
const arrived = (hoursAgo: number) => ({ ...nothingYet, lastAt: at(hoursAgo) });

test.each([
  ['unconnected', { secrets: [] }],
  ['waiting', {}],
  ['waiting', { secrets: [], fromEnvironment: 1 }],
  ['receiving', { arrived: arrived(1) }],
  ['quiet', { arrived: arrived(30) }],
  ['failing', { secrets: [{ is: 'other-key' as const }] }],
  ['failing', { refused: [refused('unsigned', 1)] }],
  ['waiting', { refused: [refused('forged', 30)] }],
  ['waiting', { refused: [refused('no-secret', 1)] }],
  ['failing', { refused: [refused('no-secret', 1), refused('forged', 2)] }],
  ['failing', { arrived: arrived(2), refused: [refused('forged', 1)] }],
  ['receiving', { arrived: arrived(1), refused: [refused('forged', 2)] }],
  ['receiving', { arrived: arrived(2), refused: [refused('unsigned', 1)] }],
])('%s: %j', (state, more) => {
  const standing = stateOf({ ...known, ...more });
  expect(standing.state).toBe(state);
  expect(standing.why === null).toBe(state !== 'failing');
});
