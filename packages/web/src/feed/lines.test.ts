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
  settled,
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
const shown = (lines: Lines): string => [...lines.shown].map((it) => it.id).join(' ');
const waiting = (lines: Lines): string => [...lines.waiting].map((it) => it.id).join(' ');
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
  expect([...two.waiting]).toEqual([change('d', 6)]);
});

test('a change that ends is corrected where it stands while somebody reads, and moves up when nobody does', () => {
  const ended = { change: change('a', 9, { status: 'failed' }), position: 11 };
  const held = hear(abc, ended, true);
  expect([shown(held), [...held.shown][2]?.status]).toEqual(['c b a', 'failed']);
  expect(shown(hear(abc, ended, false))).toBe('a c b');
});

test('a change older than the last line comes with its page, as it was heard last', () => {
  const lines = linesOf(page([change('c', 3), change('b', 2)], 'more'));
  const heard = hear(lines, { change: change('a', 1, { status: 'reverted' }), position: 20 }, false);
  expect(shown(heard)).toBe('c b');
  const whole = withOlder(heard, page([change('a', 1)], null, 15));
  expect([...whole.shown][2]?.status).toBe('reverted');
  expect(whole.next).toBeNull();
});

test('a page that knows more than the stream said is believed', () => {
  const lines = linesOf(page([change('c', 3)], 'more'));
  const heard = hear(lines, { change: change('a', 1, { status: 'running' }), position: 20 }, false);
  expect([...withOlder(heard, page([change('a', 1)], null, 25)).shown].at(1)?.status).toBe('finished');
});

test('what was missed while the line was cut is caught up, without a second copy', () => {
  const lines = caughtUp(abc, page([change('d', 4), change('c', 3), change('b', 2)], 'more', 30), false);
  expect([shown(lines), lines.next]).toEqual(['d c b a', null]);
});

test('a page that was read before the last word was heard does not turn it back', () => {
  const heard = hear(abc, { change: change('b', 2, { status: 'failed' }), position: 40 }, false);
  const lines = caughtUp(heard, page([change('b', 2, { status: 'running' })], null, 30), false);
  expect([...lines.shown][1]?.status).toBe('failed');
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

test('where somebody reads further down such a page waits, and who lets it in begins with it', () => {
  const lines = caughtUp(abc, page([change('z', 90), change('y', 80)], 'more', 30), true);
  const more = hear(lines, { change: change('zz', 91), position: 31 }, true);
  expect([shown(more), waiting(more), more.next]).toEqual(['c b a', 'zz z y', null]);
  const inside = release(more);
  expect([shown(inside), waiting(inside), inside.next]).toEqual(['zz z y', '', 'more']);
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
      expect(byId([...release(end).shown])).toEqual(byId(latest(words.length)));
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

const bundled = (count: number, failed = 0) => ({
  ...{ count, failed, services: 1, environments: 1, clusters: count, title: 'Deploy', query: 'bundle:bdl_1' },
  first: '2026-03-01T00:00:00.000Z',
  last: '2026-03-01T00:09:00.000Z',
});
const quietPage = (changes: readonly Change[], position = 10, next: string | null = null): Page => ({
  ...page(changes, next, position),
  hidden: 3,
});
const ofBundle = (id: string, at: number, rest: Partial<Change> = {}) =>
  change(id, at, { bundle: 'bdl_1', ...rest });

test('in the quiet view a newer change of a bundle takes the place of its line, and how many it stands for is asked', () => {
  const lines = linesOf(
    quietPage([change('x', 9), ofBundle('b', 5, { bundled: bundled(3) }), change('a', 1)]),
  );
  const heard = hear(lines, { change: ofBundle('c', 10), position: 11 }, false);
  expect(shown(heard)).toBe('c x a');
  expect([[...heard.shown][0]?.bundled?.count, [...heard.unsure]]).toEqual([3, [['bdl_1', 11]]]);
  const late = settled(heard, ['bdl_1'], quietPage([ofBundle('b', 5, { bundled: bundled(3) })], 10), false);
  expect([shown(late), late.unsure.size]).toEqual(['c x a', 1]);
  const told = settled(heard, ['bdl_1'], quietPage([ofBundle('c', 10, { bundled: bundled(4) })], 11), false);
  expect([shown(told), [...told.shown][0]?.bundled?.count, told.unsure.size]).toEqual(['c x a', 4, 0]);
});

test('an older change of a bundle changes no line but its count, and while somebody reads nothing moves', () => {
  const lines = linesOf(quietPage([change('x', 9), ofBundle('b', 5, { bundled: bundled(3) })]));
  expect(shown(hear(lines, { change: ofBundle('a', 2, { status: 'failed' }), position: 11 }, false))).toBe(
    'x b',
  );
  expect(shown(hear(lines, { change: ofBundle('c', 10), position: 11 }, true))).toBe('x c');
});

test('where the change that a line is told by leaves, the line stays until a page says who stands for it', () => {
  const lines = linesOf(quietPage([ofBundle('b', 5, { bundled: bundled(3) }), change('a', 1)]));
  for (const after of [leave(lines, { id: 'b', position: 11 }), withdraw(lines, 'b')]) {
    expect([shown(sweep(after)), after.unsure.has('bdl_1')]).toEqual(['b a', true]);
    const answer = quietPage([ofBundle('c', 4, { bundled: bundled(2) })], 12);
    expect(shown(settled(after, ['bdl_1'], answer, false))).toBe('c a');
    expect(shown(settled(after, ['bdl_1'], quietPage([], 12), false))).toBe('a');
  }
});

test('an older page never brings a bundle twice, and what pages pass over is added up', () => {
  const lines = linesOf(quietPage([ofBundle('b', 5, { bundled: bundled(3) })], 10, 'more'));
  const whole = withOlder(lines, quietPage([ofBundle('a', 4), change('z', 1)]));
  expect([shown(whole), whole.hidden]).toEqual(['b z', 6]);
});

test('every change one by one: those of one bundle are lines of their own', () => {
  const lines = hear(linesOf(page([ofBundle('b', 5)])), { change: ofBundle('c', 6), position: 11 }, false);
  expect([shown(lines), lines.unsure.size]).toEqual(['c b', 0]);
});
