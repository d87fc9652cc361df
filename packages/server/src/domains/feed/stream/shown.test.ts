import { expect, test } from 'vitest';
import { shownTo } from './shown.ts';

test('what one filter was shown is known to it alone, and of one organisation', () => {
  const shown = shownTo();
  shown(1, 'a').add('x');
  expect([shown(1, 'a').has('x'), shown(1, 'b').has('x'), shown(2, 'a').has('x')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('the latest ten thousand are known', () => {
  const shown = shownTo()(1, '');
  for (let n = 0; n < 10_000; n++) shown.add(`c${n}`);
  shown.add('c0');
  shown.add('new');
  expect(['c0', 'c1', 'c2', 'new'].map(shown.has)).toEqual([true, false, true, true]);
});
