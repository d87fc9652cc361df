import type { Alert, AlertWithReports } from '@nightjar/sdk/wire';
import { expect, test } from 'vitest';
import { episodesOf } from '../alerts/episodes.ts';
import { alert } from '../testing/alerts.ts';
import type { Kept } from './kept.ts';
import { alertAsked, alertFromKept, groupFromKept } from './kept-alert.ts';

const lastWeek = '2026-02-22T02:40:00.000Z';
const over = '2026-02-22T03:00:00.000Z';
const tonight = '2026-03-01T02:40:00.000Z';
const soon = '2026-03-01T02:44:00.000Z';
const kept = (at: string, value: unknown): Kept => ({
  text: JSON.stringify(value),
  at: Date.parse(at),
  etag: null,
});
const list = (at: string, ...alerts: readonly Alert[]) =>
  kept(at, { alerts, next: null, position: 9, stale: false });
const says = (state: Alert['state'], at: string) => ({
  ...{ position: 1, recordedAt: at, state, at, title: 'Alert a', severity: null, summary: null },
});
const resolved: AlertWithReports = {
  ...alert('a', { state: 'resolved', at: lastWeek, resolvedAt: over, lastAt: over }),
  ...{ observations: [says('firing', lastWeek), says('resolved', over)], position: 1, stale: false },
};
const told = (page: Kept | null, from: Kept | null): AlertWithReports | null => {
  const answer = alertFromKept('a', page, from);
  return answer === null ? null : JSON.parse(answer.text);
};

test('an alert that came back is told from the newer list, not from the page of the week before', () => {
  const now = told(kept(over, resolved), list(soon, alert('a', { episodes: 2 })));
  expect(now).toMatchObject({ state: 'firing', at: tonight });
  expect(episodesOf(now?.observations ?? []).map(({ ended }) => ended)).toEqual([null, Date.parse(over)]);
});

test('a page that is newer than the list, or that no list names, stands', () => {
  expect(told(kept(over, resolved), list(lastWeek, alert('a', { at: lastWeek })))).toEqual(resolved);
  expect(told(kept(over, resolved), list(soon, alert('b')))).toEqual(resolved);
  expect(told(null, list(soon, alert('b')))).toBeNull();
});

test('one that is taken on is taken on in its episodes too', () => {
  const taken = alert('a', { state: 'acknowledged', acknowledgedAt: soon, lastAt: soon });
  const [episode] = episodesOf(told(null, list(soon, taken))?.observations ?? []);
  expect(episode).toMatchObject({ began: Date.parse(tonight), acknowledged: Date.parse(soon), ended: null });
});

test('a group is shown with the episode that it is of', () => {
  const now = list(soon, alert('a'));
  const group = (at: string, state: 'open' | 'ended', lastAt: string) =>
    groupFromKept(kept(at, { groups: [{ state, lastAt }] }), alertFromKept('a', null, now));
  expect(group(over, 'ended', lastWeek)).toBeNull();
  expect(group(over, 'open', lastWeek)).toBeNull();
  expect(group(soon, 'ended', lastWeek)).toBeNull();
  expect(group(soon, 'open', tonight)).not.toBeNull();
  // It came up again while others of its group still fired.
  expect(group(soon, 'open', lastWeek)).not.toBeNull();
});

test.each([
  ['alr_1', ['alert', 'alr_1']],
  ['groups?alert=alr_1&limit=1', ['group', 'alr_1']],
  ['groups?state=open', null],
  ['groups/grp_1', null],
])('%s asks for %j', (path, asked) =>
  expect(alertAsked(new URL(`https://n.example/api/v1/alerts/${path}`))).toEqual(asked),
);
