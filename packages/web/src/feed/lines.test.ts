import type { Change, Page } from '@nightjar/sdk/wire';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { change } from '../testing/changes.ts';
import {
  caughtUp,
  hear,
  isOwn,
  type Lines,
  leave,
  linesOf,
  positionOf,
  release,
  sweep,
  withdraw,
  withOlder,
} from './lines.ts';

const page = (changes: readonly Change[], next: string | null = null, position = 10): Page => ({
  changes,
  next,
  position,
  stale: false,
  follow: '1-10',
});
const shown = (lines: Lines): string => lines.shown.map((it) => it.id).join(' ');
const waiting = (lines: Lines): string => lines.waiting.map((it) => it.id).join(' ');
const abc = linesOf(page([change('c', 3), change('b', 2), change('a', 1)]));

test('a new change slides in at its place in time', () => {
  const lines = hear(abc, { change: change('bb', 2.5), position: 11 }, false);
  expect(shown(lines)).toBe('c bb b a');
  expect([...lines.arrived]).toEqual(['bb']);
});

test('a new change waits while somebody reads, and comes when let in', () => {
  const one = hear(abc, { change: change('d', 4), position: 11 }, true);
  const two = hear(one, { change: change('e', 5), position: 12 }, true);
  expect([shown(two), waiting(two)]).toEqual(['c b a', 'e d']);
  expect([shown(release(two)), waiting(release(two))]).toEqual(['e d c b a', '']);
});

test('a change that goes on while it waits is counted once', () => {
  const one = hear(abc, { change: change('d', 4, { status: 'running' }), position: 11 }, true);
  const two = hear(one, { change: change('d', 6), position: 12 }, true);
  expect(two.waiting).toEqual([change('d', 6)]);
});

test('a change that ends is corrected where it stands while somebody reads, and moves up when nobody does', () => {
  const ended = { change: change('a', 9, { status: 'failed' }), position: 11 };
  const held = hear(abc, ended, true);
  expect([shown(held), held.shown[2]?.status]).toEqual(['c b a', 'failed']);
  expect(shown(hear(abc, ended, false))).toBe('a c b');
});

test('a change older than the last line comes with its page, as it was heard last', () => {
  const lines = linesOf(page([change('c', 3), change('b', 2)], 'more'));
  const heard = hear(lines, { change: change('a', 1, { status: 'reverted' }), position: 20 }, false);
  expect(shown(heard)).toBe('c b');
  const whole = withOlder(heard, page([change('a', 1)], null, 15));
  expect(whole.shown[2]?.status).toBe('reverted');
  expect(whole.next).toBeNull();
});

test('a page that knows more than the stream said is believed', () => {
  const lines = linesOf(page([change('c', 3)], 'more'));
  const heard = hear(lines, { change: change('a', 1, { status: 'running' }), position: 20 }, false);
  expect(withOlder(heard, page([change('a', 1)], null, 25)).shown[1]?.status).toBe('finished');
});

test('what was missed while the line was cut is caught up, without a second copy', () => {
  const lines = caughtUp(abc, page([change('d', 4), change('c', 3), change('b', 2)], 'more', 30), false);
  expect([shown(lines), lines.next]).toEqual(['d c b a', null]);
});

test('a page that was read before the last word was heard does not turn it back', () => {
  const heard = hear(abc, { change: change('b', 2, { status: 'failed' }), position: 40 }, false);
  const lines = caughtUp(heard, page([change('b', 2, { status: 'running' })], null, 30), false);
  expect(lines.shown[1]?.status).toBe('failed');
});

test('what is withdrawn is gone, whether it was shown or waited', () => {
  const lines = hear(abc, { change: change('d', 4), position: 11 }, true);
  const left = withdraw(withdraw(lines, 'd'), 'b');
  expect([shown(left), waiting(left)]).toEqual(['c a', '']);
});

test('where more was missed than fits a page, the page stands alone, for there is a hole below it', () => {
  const lines = caughtUp(abc, page([change('z', 90), change('y', 80)], 'more', 30), false);
  expect([shown(lines), lines.next]).toEqual(['z y', 'more']);
});

test('the position is what follows the epoch', () => {
  expect(positionOf('3-1204')).toBe(1204);
  expect(positionOf('')).toBe(Number.POSITIVE_INFINITY);
});

test('whatever the page and the stream tell in whatever order, the newest word on each change is shown', () => {
  const told = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), at: fc.nat(20) });
  const history = fc.array(told, { minLength: 1, maxLength: 25 });
  fc.assert(
    fc.property(history, fc.nat(25), fc.nat(25), fc.boolean(), (all, atRead, atJoin, held) => {
      // The log: one word a position. The page was read at one position; the stream began at or before it.
      const words = all.map(({ id, at }, index) => ({
        change: change(id, at, { title: String(index) }),
        position: index + 1,
      }));
      const read = Math.min(atRead, words.length);
      const joined = Math.min(atJoin, read);
      const latest = (until: number): Change[] => [
        ...new Map(words.slice(0, until).map((it) => [it.change.id, it.change])).values(),
      ];
      const end = words
        .slice(joined)
        .reduce((lines, word) => hear(lines, word, held), linesOf(page(latest(read), null, read)));
      const byId = (changes: readonly Change[]) => changes.map((it) => `${it.id}=${it.title}`).toSorted();
      expect(byId(release(end).shown)).toEqual(byId(latest(words.length)));
    }),
  );
});

test('what leaves the filter is marked where it stands, and goes when it is swept', () => {
  const lines = leave(abc, { id: 'b', position: 11 });
  expect([shown(lines), [...lines.gone.keys()]]).toEqual(['c b a', ['b']]);
  expect([shown(sweep(lines)), shown(release(lines))]).toEqual(['c a', 'c a']);
});

test('what left comes back where it is heard again, and not by a page that was read before', () => {
  const left = sweep(leave(abc, { id: 'b', position: 20 }));
  expect(shown(caughtUp(left, page([change('c', 3), change('b', 2)], null, 15), false))).toBe('c a');
  expect(shown(hear(left, { change: change('b', 2), position: 21 }, false))).toBe('c b a');
  const marked = leave(abc, { id: 'b', position: 20 });
  expect(shown(sweep(hear(marked, { change: change('b', 2), position: 21 }, false)))).toBe('c b a');
});

test('what was heard after it left is not taken away', () => {
  const heard = hear(abc, { change: change('b', 2), position: 21 }, false);
  expect(shown(sweep(leave(heard, { id: 'b', position: 20 })))).toBe('c b a');
});

test('while only Nightjar itself has told of anything, nothing has arrived', () => {
  const own = change('own', 1, { source: 'nightjar' });
  expect(isOwn(linesOf(page([own])))).toBe(true);
  expect(isOwn(linesOf(page([own], 'older')))).toBe(false);
  expect(isOwn(hear(linesOf(page([own])), { change: change('a', 2), position: 11 }, true))).toBe(false);
});
