import { expect, test } from 'vitest';
import { listOf } from '../testing/entities.ts';
import { type Entities, entitiesAfter, type Happening, noEntities, totalOf } from './entities.ts';

const after = (...all: Happening[]): Entities => all.reduce(entitiesAfter, noEntities(''));
const names = ({ shown }: Entities) => shown?.map(({ name }) => name).join(' ');

test('pages follow one another, and what moved between them stands once', () => {
  const list = after(
    { is: 'asked', key: 'a' },
    { is: 'answered', key: 'a', list: listOf(['x', 'y'], 'c') },
    { is: 'more asked' },
    { is: 'more answered', key: 'a', list: listOf(['y', 'z']) },
  );
  expect([names(list), list.next, list.more]).toEqual(['x y z', null, 'no']);
});

test('an answer to what is no longer asked is not shown', () => {
  const list = after(
    { is: 'asked', key: 'a' },
    { is: 'asked', key: 'b' },
    { is: 'answered', key: 'a', list: listOf(['x']) },
  );
  expect([list.shown, list.current]).toEqual([null, false]);
});

test('while another answer is awaited the one before stays in sight', () => {
  const first = { is: 'answered', key: 'a', list: listOf(['x']) } as const;
  const list = after({ is: 'asked', key: 'a' }, first, { is: 'asked', key: 'b' });
  expect([names(list), list.current]).toEqual(['x', false]);
});

test('the same asked again shows what is there until the answer comes', () => {
  const first = { is: 'answered', key: 'a', list: listOf(['x'], 'c') } as const;
  expect(after({ is: 'asked', key: 'a' }, first, { is: 'asked', key: 'a' }).current).toBe(true);
});

test('how many there are is told by the server, or counted once all are here', () => {
  const told = (total: number | null, next: string | null) => {
    const list = { ...listOf(['x', 'y'], next), total };
    return totalOf(after({ is: 'asked', key: 'a' }, { is: 'answered', key: 'a', list }));
  };
  expect([told(59, 'c'), told(null, null), told(null, 'c')]).toEqual([59, 2, null]);
});
