import { expect, test } from 'vitest';
import { panned, spanOf, widened } from './span.ts';

const at = (text: string): number => Date.parse(`2026-03-${text}Z`);
const hour = 3_600_000;
const now = at('02T10:07:31');

test('without a time the last day is shown, to the next quarter, and moves on', () => {
  expect(spanOf('env:prod', null, now)).toEqual({ from: at('01T10:15'), to: at('02T10:15'), live: true });
});

test('what the filter is bounded by is shown as it is', () => {
  expect(spanOf('after:2026-03-01T02:40Z before:2026-03-01T03:10Z', null, now)).toEqual({
    from: at('01T02:40'),
    to: at('01T03:10'),
    live: false,
  });
  expect(spanOf('before:2026-03-01T03:10Z', null, now)).toMatchObject({ from: at('01T03:10') - 24 * hour });
  const lastTwo = spanOf('after:-2h', null, now);
  expect(lastTwo).toEqual({ from: at('02T08:07'), to: at('02T10:08'), live: true });
});

test('as of an instant, that is the right end, and stays', () => {
  const then = at('01T02:51');
  expect(spanOf('', then, now)).toEqual({ from: then - 24 * hour, to: then + 1, live: false });
  expect(spanOf('after:2026-03-01', then, now)).toMatchObject({ from: at('01T00:00'), to: then + 1 });
});

test('a window is moved by half its length and widened to twice it, not beyond now', () => {
  const window = { from: at('02T06:00'), to: at('02T08:00') };
  expect(panned(window, -1, now)).toEqual({ from: at('02T05:00'), to: at('02T07:00') });
  expect(panned({ from: now - 2 * hour, to: now - 1 }, 1, now)).toEqual({
    from: now - 2 * hour + 1,
    to: now,
  });
  expect(widened(window, now)).toEqual({ from: at('02T05:00'), to: at('02T09:00') });
  expect(widened({ from: now - hour, to: now }, now)).toEqual({ from: now - 2 * hour, to: now });
});
