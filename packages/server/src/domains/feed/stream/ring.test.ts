import { expect, test } from 'vitest';
import type { Message } from './message.ts';
import { ring } from './ring.ts';

const message = (pos: number): Message => ({
  pos,
  org: 1,
  line: null,
  bytes: Buffer.alloc(0),
  left: () => Buffer.alloc(0),
});
const positions = (messages: readonly Message[]): number[] => messages.map((it) => it.pos);

test('a ring knows from where on it has everything', () => {
  const it = ring(4);
  it.begin(10);
  it.push([12, 13].map(message), 15);
  expect([it.from(), it.head()]).toEqual([10, 15]);
  expect(positions(it.after(10, 9))).toEqual([12, 13]);
  it.push([16, 17, 18, 19, 20].map(message), 20);
  expect([it.from(), it.head()]).toEqual([16, 20]);
  expect(positions(it.after(16, 9))).toEqual([17, 18, 19, 20]);
  expect(positions(it.after(18, 1))).toEqual([19]);
  expect(positions(it.after(20, 9))).toEqual([]);
});
