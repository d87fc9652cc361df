import { expect, test } from 'vitest';
import { graphAskedIn, graphPlace } from './asked.ts';

const through = (place: string): string => graphPlace(graphAskedIn(new URL(place, 'http://n').searchParams));

test.each([
  '/graph',
  '/graph?q=tier%3A0',
  '/graph?of=service%3Adefault%2Fpricing&depth=4&direction=callers&sel=x&mode=breaks&group=owner&as=list&at=2026-03-01T02%3A51%3A00.000Z',
])('%s survives being read and written', (place) => expect(through(place)).toBe(place));

test('what cannot be is what is usual', () => {
  expect(through('/graph?of=x&depth=99&direction=sideways')).toBe('/graph?of=x');
});
