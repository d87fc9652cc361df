import { expect, test } from 'vitest';
import { readCase } from './read-case.ts';
import { readLines, readTruth } from './read-lines.ts';

const good = {
  id: 'a',
  pagedAt: 1_700_000_000,
  now: '2023-11-14T22:15:00Z',
  target: { service: 's', signal: 'latency' },
  edges: [['s', 't']],
  series: [
    {
      service: 's',
      signal: 'latency',
      points: [
        [1_699_999_000, 1],
        [1_699_999_060_000, null],
      ],
    },
  ],
  changes: [{ id: 'c', at: 1_699_999_000, service: 't', kind: 'deploy' }],
};

test('seconds, milliseconds and ISO 8601 stand beside one another', () => {
  const read = readCase(good);
  expect(read).toMatchObject({
    is: 'read',
    value: {
      pagedAt: 1_700_000_000_000,
      now: 1_700_000_100_000,
      series: [{ points: [[1_699_999_000_000, 1]] }],
    },
  });
});

test.each([
  [{ ...good, now: 'soon' }, 'now is no time (seconds, milliseconds or ISO 8601): "soon"'],
  [{ ...good, pagedAt: 1_700_000_200 }, 'pagedAt lies after now'],
  [
    { ...good, series: [{ service: 's', signal: 'x', points: [[1_700_000_200, 1]] }] },
    'series[0].points[0] lies after now',
  ],
  [
    { ...good, series: [{ service: 's', signal: 'x', points: [[1, 'a']] }] },
    'series[0].points[0] has no number: "a"',
  ],
  [{ ...good, target: { service: '' } }, 'target.service is no text: ""'],
  [{ ...good, edges: [['s']] }, 'edges[0][1] is no text: undefined'],
  [{ ...good, changes: [good.changes[0], good.changes[0]] }, 'two changes have the id "c"'],
  [[], 'the case is no object'],
])('a case with a mistake is refused in words', (value, why) => {
  expect(readCase(value)).toEqual({ is: 'refused', why });
});

test('a bad line is refused by its number and costs no other', () => {
  const text = `${JSON.stringify(good)}\n\n{"id"\n${JSON.stringify({ ...good, id: 'b' })}\n`;
  const { read, refused } = readLines(text, readCase);
  expect(read.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(refused).toEqual([{ line: 3, why: 'no JSON: "{\\"id\\""' }]);
});

test('a truth may say no change, or nothing of changes', () => {
  expect(readTruth({ id: 'a', change: null })).toEqual({ is: 'read', value: { id: 'a', change: null } });
  expect(readTruth({ id: 'a', service: 's' })).toEqual({ is: 'read', value: { id: 'a', service: 's' } });
  expect(readTruth({ id: 'a', change: 5 })).toEqual({ is: 'refused', why: 'change is no text: 5' });
});
