import { expect, test } from 'vitest';
import { answerIn, heardSo, wordsAbout } from './found.ts';

const answer = { hits: [], missing: [] };
const asking = heardSo({ is: 'nothing asked' }, { is: 'typed', typed: 'pric' });

test('an answer to what is typed no more is not heard', () => {
  const further = heardSo(asking, { is: 'typed', typed: 'prici' });
  expect(heardSo(further, { is: 'answered', typed: 'pric', answer })).toBe(further);
  expect(heardSo(further, { is: 'answered', typed: 'prici', answer })).toMatchObject({ is: 'answered' });
  const cleared = heardSo(further, { is: 'typed', typed: '' });
  expect(heardSo(cleared, { is: 'answered', typed: 'prici', answer })).toEqual({ is: 'nothing asked' });
});

test('the answer before is shown while the next is awaited, and not after a failure', () => {
  const answered = heardSo(asking, { is: 'answered', typed: 'pric', answer });
  const next = heardSo(answered, { is: 'typed', typed: 'prici' });
  expect(answerIn(next)).toBe(answer);
  const failed = heardSo(next, { is: 'failed', typed: 'prici', trouble: { is: 'unreachable' } });
  expect(answerIn(failed)).toBeNull();
  expect(heardSo(answered, { is: 'slow', typed: 'pric' })).toBe(answered);
});

test('what the reader should know is said in words', () => {
  expect(wordsAbout(asking, 0)).toBeNull();
  expect(wordsAbout(heardSo(asking, { is: 'slow', typed: 'pric' }), 2)).toContain('takes its time');
  expect(
    wordsAbout(heardSo(asking, { is: 'failed', typed: 'pric', trouble: { is: 'unreachable' } }), 2),
  ).toContain('does not answer');
  expect(wordsAbout(heardSo(asking, { is: 'answered', typed: 'pric', answer }), 0)).toContain('“pric”');
  expect(
    wordsAbout(
      heardSo(asking, { is: 'answered', typed: 'pric', answer: { hits: [], missing: ['changes'] } }),
      3,
    ),
  ).toContain('about changes');
});
