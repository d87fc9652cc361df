import type { EntityRelation } from '@nightjar/sdk/wire';
import { expect, test } from 'vitest';
import { needsOf } from './needs.ts';

const relation = (name: string, rest: Partial<EntityRelation> = {}): EntityRelation => ({
  direction: 'out',
  type: 'dependsOn',
  to: { ref: `service:default/${name}`, kind: 'service', name, known: true },
  confidence: 1,
  sources: ['a'],
  observed: false,
  why: null,
  lastSeen: null,
  ...rest,
});

test('what is both declared and seen is one need, with both words and the later sight of it', () => {
  const { needs } = needsOf({
    relations: [
      relation('tax', { confidence: 0.6, lastSeen: '2026-03-01T00:00:00Z' }),
      relation('tax', {
        type: 'calls',
        observed: true,
        confidence: 0.9,
        sources: ['traces'],
        lastSeen: '2026-03-02T00:00:00Z',
      }),
    ],
  });
  expect(needs).toMatchObject([
    {
      declared: true,
      confidence: 0.9,
      words: ['depends on', 'calls'],
      sources: ['a', 'traces'],
      lastSeen: '2026-03-02T00:00:00Z',
    },
  ]);
});

test('what needs it is not what it needs, and what was only seen stands after what was written', () => {
  const { needs, neededBy } = needsOf({
    relations: [
      relation('seen', { type: 'calls', observed: true }),
      relation('b'),
      relation('a'),
      relation('front', { direction: 'in' }),
    ],
  });
  expect(needs.map(({ to }) => to.name)).toEqual(['a', 'b', 'seen']);
  expect(neededBy.map(({ to }) => to.name)).toEqual(['front']);
});
