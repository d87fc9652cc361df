import { expect, test } from 'vitest';
import { type Noticed, type Reach, reachAfter } from './reach.ts';

const after = (...all: Noticed[]): Reach => all.reduce(reachAfter, { is: 'reached' } as Reach);
const kept = (keptAt: number, why = 'silent'): Noticed => ({ is: 'kept', keptAt, why });
const good: Noticed = { is: 'answered', status: 200 };

test('a screen is as old as the oldest of what is on it', () => {
  expect(after(kept(5), kept(3), kept(9))).toEqual({ is: 'away', why: 'silent', from: 3 });
  expect(after(kept(3), { is: 'moved' })).toEqual({ is: 'away', why: 'silent', from: null });
  expect(after(kept(3), { is: 'moved' }, kept(9))).toEqual({ is: 'away', why: 'silent', from: 9 });
});

test('one word of the server and it is reached; a refusal is one too', () => {
  expect(after(kept(3), good)).toEqual({ is: 'reached' });
  expect(after({ is: 'silence' }, { is: 'answered', status: 401 })).toEqual({ is: 'reached' });
});

test('why it cannot be reached is told apart', () => {
  expect(after({ is: 'silence' })).toMatchObject({ why: 'silent' });
  expect(after({ is: 'garbled' })).toMatchObject({ why: 'garbled' });
  expect(after({ is: 'answered', status: 502 })).toMatchObject({ why: 'unwell' });
  expect(after(kept(1, 'slow'))).toMatchObject({ why: 'slow' });
  expect(after(kept(1, 'a word of a newer worker'))).toMatchObject({ why: 'silent' });
});

test('what is as it was stays the same thing, so that nothing is drawn again', () => {
  const away = after({ is: 'silence' });
  expect(reachAfter(away, { is: 'moved' })).toBe(away);
  const reached = after(good);
  expect(reachAfter(reached, good)).toBe(reached);
});
