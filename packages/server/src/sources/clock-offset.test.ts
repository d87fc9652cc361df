import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clocks, offsetOf, type Sample } from './clock-offset.ts';

const sent = (aheadMs: number): Sample => ({ aheadMs, tells: 'sent' });

test('a clock that is right within what the network takes is left alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20_000, max: 1999 })), (all) => offsetOf(all.map(sent)) === 0),
  );
});

test('a clock that is ahead is found out, whatever the way took', () => {
  const delays = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 10, maxLength: 50 });
  fc.assert(
    fc.property(fc.integer({ min: 5_000, max: 86_400_000 }), delays, (ahead, all) => {
      const found = offsetOf(all.map((delay) => sent(ahead - delay)));
      return found <= ahead && found > ahead - 1_500;
    }),
  );
});

test('a clock that is behind is told from a sender that is late only by many deliveries', () => {
  const late = Array.from({ length: 19 }, () => sent(-240_000));
  expect(offsetOf(late)).toBe(0);
  expect(offsetOf([...late, sent(-240_100)])).toBe(-240_000);
  expect(offsetOf([...late, sent(-900)])).toBe(0);
  expect(offsetOf(late.map((it) => ({ ...it, tells: 'happened' })))).toBe(0);
});

test('one word from the future is a slip, and a clock that was set right is believed again', () => {
  const all = clocks();
  all.hear('jenkins', sent(60_000));
  expect(all.aheadMs('jenkins')).toBe(0);
  for (let nth = 0; nth < 3; nth += 1) all.hear('jenkins', sent(60_000));
  expect(all.all()).toEqual([{ source: 'jenkins', aheadMs: 60_000 }]);
  for (let nth = 0; nth < 50; nth += 1) all.hear('jenkins', sent(-100));
  expect(all.aheadMs('jenkins')).toBe(0);
});

test('a clock that is years off corrects nothing', () => {
  const all = clocks();
  for (let nth = 0; nth < 60; nth += 1) all.hear('argocd', sent(Date.UTC(9999, 0) - Date.UTC(2026, 0)));
  for (let nth = 0; nth < 60; nth += 1) all.hear('flux', sent(-400 * 86_400_000));
  expect([all.aheadMs('argocd'), all.aheadMs('flux')]).toEqual([0, 0]);
});
