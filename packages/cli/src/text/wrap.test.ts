import { expect, test } from 'vitest';
import { wrap } from './wrap.ts';

test('words are wrapped, an address is never cut', () => {
  expect(wrap('page pd at https://pagerduty.example/services/PX1 or ask', 12)).toEqual([
    'page pd at',
    'https://pagerduty.example/services/PX1',
    'or ask',
  ]);
  expect(wrap('', 10)).toEqual([]);
});
