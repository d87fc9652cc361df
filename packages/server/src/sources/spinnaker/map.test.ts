import { expect, test } from 'vitest';
import { fixtureOf, readAs, receivedAt } from '../testing/sender.ts';
import { eventIn } from './event.ts';
import { spinnaker } from './index.ts';
import { sender } from './testing/sender.ts';

type Stage = Record<string, unknown>;
type Event = {
  readonly details: { readonly type: string };
  readonly content: Record<string, unknown> & { readonly execution: { readonly stages: readonly Stage[] } };
};
const fixture = (name: string): Event => eventIn(fixtureOf(sender, name).body) as Event;

const read = (name: string, content: object = {}, execution: object = {}) => {
  const event = fixture(name);
  const whole = { ...event.content.execution, ...execution };
  return readAs(spinnaker, event.details.type, {
    ...event,
    content: { ...event.content, ...content, execution: whole },
  });
};
const first = (name: string, content: object = {}, execution: object = {}) =>
  read(name, content, execution).observed[0];

test('a stage is one change from its start to its end, and each stage of a pipeline is another', () => {
  expect(first('stage.staging.starting')?.change).toBe(first('stage.staging.complete')?.change);
  expect(first('stage.production.starting')?.change).toBe(first('stage.production.failed')?.change);
  expect(first('stage.production.failed')?.change).not.toBe(first('stage.staging.complete')?.change);
});

test('a stage of another execution is another change', () => {
  const again = { executionId: 'another' };
  expect(first('stage.staging.complete', again)?.change).not.toBe(first('stage.staging.complete')?.change);
});

test('what was cancelled is told from what failed, though Orca says failed of both', () => {
  const { execution } = fixture('stage.production.failed').content;
  const stages = execution.stages.map((it) => ({ ...it, status: 'CANCELED' }));
  expect(first('stage.production.failed', {}, { stages })?.observation.phase).toBe('cancelled');
});

test('a person who starts a pipeline by hand did it, whoever let it pass', () => {
  const trigger = { type: 'manual', user: 'joey@example.com' };
  expect(first('stage.production.starting', {}, { trigger })?.observation).toMatchObject({
    actor: { name: 'joey', kind: 'unknown', onBehalfOf: null },
    extra: { approvedBy: 'ada' },
  });
});

test('workloads are told to the catalog as Kubernetes knows them', () => {
  const hints = (name: string) => {
    const { details } = fixture(name);
    const reading = spinnaker.map({
      event: details.type,
      delivery: 'd-1',
      receivedAt: new Date(0),
      body: fixture(name),
    });
    return reading.is === 'changes' ? reading.changes[0]?.hints : null;
  };
  const both = [
    { join: 'spinnaker', value: 'pricing' },
    { join: 'kubernetes', value: 'money/pricing' },
  ];
  expect(hints('stage.production.failed')).toEqual(both);
  expect(hints('stage.rollback.by_hand')).toEqual(both);
});

test('an event whose execution was trimmed away is unread, and not guessed at', () => {
  const event = fixture('stage.staging.complete');
  const { execution: _, ...content } = event.content;
  expect(readAs(spinnaker, event.details.type, { ...event, content })).toMatchObject({ nothing: 'unread' });
});

test('an event that Echo wraps is the same delivery as one that it does not', () => {
  const bare = fixture('stage.resize.wrapped');
  const named = (value: object) =>
    spinnaker.identify({}, Buffer.from(JSON.stringify(value)), value, receivedAt);
  expect(named({ eventName: 'spinnaker_events', payload: bare })).toEqual(named(bare));
});
