import { expect, test } from 'vitest';
import type { RoundTask } from '../rounds/round-task.ts';
import { recordOf } from './record.ts';
import { firing } from './testing/firing.ts';

const begun = firing({ id: 'checkout' });
const group = { id: 'grp_1', lead: 'checkout', first: begun.at };

const joined = (...minutes: number[]) =>
  recordOf(
    1,
    {
      is: 'joined',
      group,
      merges: [],
      alerts: minutes.map((minute) => ({
        firing: firing({ id: `p${minute}`, minute }),
        why: 'also checkout',
      })),
    },
    new Date(begun.at + Math.max(...minutes) * 60_000),
    false,
  );

const roundsOf = ({ tasks }: ReturnType<typeof recordOf>) => tasks.map(({ payload }) => payload as RoundTask);

test('who joins a group while its diagnosis is being made begins none', () => {
  expect(roundsOf(joined(1, 14, 29))).toEqual([]);
});

test('who joins long after the last round is diagnosed anew, once in half an hour, and no fact says otherwise of the group', () => {
  const late = joined(20, 31, 40);
  expect(roundsOf(late).map(({ after }) => after)).toEqual([0, 1, 5, 15]);
  expect(roundsOf(late)[0]).toMatchObject({ question: { alert: 'p31', service: 'p31' }, group: 'grp_1' });
  const idOf = (record: ReturnType<typeof recordOf>) => roundsOf(record)[0]?.diagnosis;
  expect(idOf(joined(50))).toBe(idOf(late));
  expect(idOf(joined(61))).not.toBe(idOf(late));
  expect(late.facts.map(({ data }) => data.diagnosis)).toEqual([null]);
});
