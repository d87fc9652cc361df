import { expect, test } from 'vitest';
import { type Standing, tasksOf } from './checklist.ts';

const owner = { ref: 'team:default/money', kind: 'team', name: 'money', known: true };
const source = (rest: object) => ({
  group: 'alerts' as const,
  title: 'Grafana',
  state: 'receiving' as const,
  lastDelivery: '2026-03-01T00:00:00Z',
  ...rest,
});
const told = (standing: Partial<Standing>) =>
  tasksOf({ heard: null, services: null, sources: null, onPhone: false, ...standing });
const done = (standing: Partial<Standing>) => told(standing).flatMap((it) => (it.done ? [it.is] : []));

test('nothing is done as long as nothing is known', () => {
  expect(done({})).toEqual([]);
  expect(
    done({ heard: false, services: [], sources: [source({ state: 'unconnected', lastDelivery: null })] }),
  ).toEqual([]);
});

test('each is done by what the server has', () => {
  expect(done({ heard: true })).toEqual(['event']);
  expect(done({ services: [{ owners: [] }] })).toEqual([]);
  expect(done({ services: [{ owners: [owner] }, { owners: [] }] })).toEqual(['catalog']);
  expect(done({ sources: [source({})] })).toEqual(['alerts']);
  expect(done({ sources: [source({ group: 'code' })] })).toEqual([]);
  expect(done({ onPhone: true })).toEqual(['phone']);
});

test('what is on its way says how far it is', () => {
  const says = (standing: Partial<Standing>, is: string) => told(standing).find((it) => it.is === is)?.says;
  expect(says({ services: [{ owners: [owner] }, { owners: [] }] }, 'catalog')).toBe(
    '1 of 2 services have an owner.',
  );
  expect(says({ services: [{ owners: [owner] }] }, 'catalog')).toBe('Every service has an owner.');
  expect(says({ sources: [source({ state: 'waiting', lastDelivery: null })] }, 'alerts')).toBe(
    'Grafana is connected; nothing has come yet.',
  );
});
