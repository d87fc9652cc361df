import { expect, test } from 'vitest';
import { failureOf } from './failure.ts';

const coded = (code: string, message = 'no matter'): Error => Object.assign(new Error(message), { code });

test('only what is known to be a lost connection leaves it open whether a batch was committed', () => {
  for (const error of [
    new Error('Connection terminated unexpectedly'),
    new Error('Query read timeout'),
    coded('ECONNRESET'),
    coded('EPIPE'),
    coded('57P01'),
    coded('08006'),
  ])
    expect(failureOf(error), error.message).toEqual({ is: 'interrupted' });
  for (const error of [new RangeError('Invalid string length'), new TypeError('x is not a function')])
    expect(failureOf(error)).toEqual({ is: 'bug', error, undone: false });
  const ours = coded('42P01');
  expect(failureOf(ours)).toEqual({ is: 'bug', error: ours, undone: true });
});

test('a full disk is not contention', () => {
  expect(failureOf(coded('53100'))).toEqual({ is: 'full' });
  expect(failureOf(coded('55P03'))).toEqual({ is: 'contended' });
});
