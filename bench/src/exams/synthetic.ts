import type { Exam } from './exam.ts';
import { examine } from './examine.ts';
import { syntheticCase } from './synthetic/synthetic-case.ts';

export const exam: Exam = {
  name: 'synthetic',
  what: 'made-up nights: faults, canaries, load and sick hosts that spread through random companies',
  targets: { secondsMedian: '<= 0.05' },
  run: ({ quick }) => {
    const made = Array.from({ length: quick ? 20 : 200 }, (_, seed) => syntheticCase(seed + 1));
    const truths = new Map(made.map(({ truth }) => [truth.id, truth]));
    return {
      is: 'ran',
      ...examine(
        made.map(({ input }) => input),
        truths,
      ),
    };
  },
};
