import { systemClock } from '@nightjar/kernel/clock';
import type { Append, Appended } from '@nightjar/kernel/log/log';
import { refuse } from '@nightjar/kernel/log/refusals';
import { expect, test } from 'vitest';
import { patiently } from '../../change/patience.ts';
import { notInVain, record } from './record.ts';

const caller = { org: 1, subject: 'token:t', rights: new Set(['ingest'] as const) };
const items = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ value: { title: `t${n}`, services: ['x'] }, pointer: `/${n}` }));

/** A log that takes so many and is full ever after. */
const takes = (room: number) => {
  const taken: Append[] = [];
  const append = async (command: Append): Promise<Appended> => {
    if (taken.length >= room) throw refuse('log.busy', { retryAfterSeconds: 1 });
    const pos = taken.push(command);
    return { status: 'ok', firstPos: pos, lastPos: pos, ver: 0 };
  };
  return { taken, append };
};

test('where part of a request was recorded, the answer says which part was not', async () => {
  const log = takes(3);
  const outcomes = await record({ clock: systemClock }, patiently(log, 0), caller, items(5));
  notInVain(outcomes);
  expect(outcomes.map(({ result }) => result.refusal?.code ?? result.status)).toEqual([
    ...['recorded', 'recorded', 'recorded'],
    ...['log.busy', 'log.busy'],
  ]);
});

test('a full log is the answer only where nothing was recorded', async () => {
  const outcomes = await record({ clock: systemClock }, patiently(takes(0), 0), caller, items(5));
  expect(() => notInVain(outcomes)).toThrow(expect.objectContaining({ code: 'log.busy' }));
  const once = { key: 'k', hash: 'h' };
  await expect(
    record({ clock: systemClock }, patiently(takes(0), 0), caller, items(5), once),
  ).rejects.toMatchObject({ code: 'log.busy' });
});

test('the rest of a request is not tried once the log was full for too long', async () => {
  let tries = 0;
  const append = async (): Promise<Appended> => {
    tries += 1;
    throw refuse('log.busy');
  };
  await record({ clock: systemClock }, patiently({ append }, 0), caller, items(2_000));
  expect(tries).toBeLessThanOrEqual(500);
});

test('others have their turn while a long list is made ready', async () => {
  let turns = 0;
  const count = (): void => {
    turns += 1;
    pulse = setImmediate(count);
  };
  let pulse = setImmediate(count);
  await record({ clock: systemClock }, takes(5_000).append, caller, items(5_000));
  clearImmediate(pulse);
  expect(turns).toBeGreaterThanOrEqual(9);
});
