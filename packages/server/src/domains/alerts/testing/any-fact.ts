import fc from 'fast-check';
import { type AlertObservation, alertStates, severities } from '../../../change/alert.ts';
import type { AlertFact } from '../events.ts';

const at = fc
  .integer({ min: 0, max: 20 })
  .map((second) => new Date(Date.UTC(2026, 2, 1) + second * 1000).toISOString());
const word = fc.constantFrom('alpha', 'beta', 'Beta', 'gamma', 'constructor', '__proto__', 'acknowledged_by');
const link = fc.record({ label: word, url: fc.constantFrom('https://a.example/1', 'https://b.example/') });
const orNull = <Value>(some: fc.Arbitrary<Value>) => fc.option(some, { nil: null });

export const anyAlert: fc.Arbitrary<AlertObservation> = fc.record({
  source: fc.constant('alertmanager'),
  key: fc.constant('a1'),
  state: fc.constantFrom(...alertStates),
  at,
  title: fc.oneof(word, fc.constant('Alert of alertmanager')),
  severity: orNull(fc.constantFrom(...severities)),
  services: fc.uniqueArray(word, { maxLength: 3 }),
  environment: orNull(word),
  summary: orNull(word),
  links: fc.array(link, { maxLength: 3 }),
  labels: fc.dictionary(word, word, { maxKeys: 3 }),
});

const read = fc.record({
  delivery: fc.constantFrom('d1', 'd2'),
  index: fc.integer({ min: 0, max: 1 }),
  reading: fc.integer({ min: 1, max: 3 }),
});

export const anyFact: fc.Arbitrary<AlertFact> = fc.oneof(
  {
    weight: 2,
    arbitrary: anyAlert.map((alert): AlertFact => ({ type: 'AlertObserved', data: { alert } })),
  },
  {
    weight: 5,
    arbitrary: fc
      .tuple(anyAlert, read)
      .map(([alert, it]): AlertFact => ({ type: 'AlertObserved', data: { alert, read: it } })),
  },
  {
    weight: 1,
    arbitrary: read.map((it): AlertFact => ({ type: 'AlertWithdrawn', data: { read: it, why: 'gone' } })),
  },
);
