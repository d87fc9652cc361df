import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { openCounters } from './counters.ts';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

const held = (): number => {
  gc();
  return process.memoryUsage().heapUsed;
};

test('what is remembered of a counter is as large for a sender of long labels as for any other', () => {
  const counters = openCounters(10_000);
  const before = held();
  for (let n = 0; n < 1000; n += 1) {
    const name = JSON.stringify(Array.from({ length: 200 }, (_, at) => `${n} ${at} ${'x'.repeat(500)}`));
    expect(counters.advance(name, 1000, n)).toEqual({ is: 'begun' });
    expect(counters.advance(name, 2000, n + 5)).toEqual({ is: 'risen', from: 1000, by: 5 });
  }
  expect(counters.size()).toBe(1000);
  expect(held() - before).toBeLessThan(5e6);
});
