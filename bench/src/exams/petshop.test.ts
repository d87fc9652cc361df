import { testData } from '@nightjar/kernel/testing/data';
import { expect, test } from 'vitest';
import { exam } from './petshop.ts';

const { absent } = testData('petshop');

// A minute of work on a busy machine.
test.skipIf(absent !== null)(
  'the published cells of the traversal are reproduced, and ours on train are not lost',
  () => {
    const lines: string[] = [];
    const result = exam.run({ dir: undefined, quick: false, say: (line) => void lines.push(line) });
    const cells = lines.find((line) => line.includes('upstream order'))?.match(/\d\.\d{3}\/\d\.\d{3}/g);
    expect(cells?.slice(3)).toEqual(['0.571/0.571', '0.833/1.000', '0.571/0.786', '0.667/1.000']);
    expect(result.is === 'ran' ? result.figures['trainTop1'] : 0).toBeGreaterThanOrEqual(0.95);
  },
  120_000,
);

test('without the data it says where it looked', () => {
  const result = exam.run({ dir: '/nowhere', quick: true, say: () => {} });
  expect(result).toEqual({ is: 'no data', looked: '/nowhere/dataset/low_traffic is not there' });
});
