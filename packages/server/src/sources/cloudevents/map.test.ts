import { describe, expect, test } from 'vitest';
import { readAs } from '../testing/sender.ts';
import { nameIn } from './cdevent.ts';
import type { CloudEvent } from './event.ts';
import { cloudEvents } from './index.ts';
import { purl } from './purl.ts';

const read = (event: object) => readAs(cloudEvents, 'e', event);
const observedIn = (event: object) => {
  const { observed, why } = read(event);
  if (observed[0] === undefined) throw new Error(why ?? 'nothing');
  return observed[0];
};
const plain: CloudEvent = { specversion: '1.0', id: 'e-1', source: '/shop', type: 'com.example.ordered' };

const cdEvent = (type: string, subject: string, content: object, id = 'e-1'): CloudEvent => ({
  ...plain,
  id,
  source: '/ci',
  type: `dev.cdevents.${type}.0.3.0`,
  subject,
  data: {
    context: { id, source: '/ci', type: `dev.cdevents.${type}.0.3.0`, timestamp: '2026-02-28T12:00:00Z' },
    subject: { id: subject, content },
  },
});

test('any CloudEvent is kept and shown', () => {
  const event = {
    ...plain,
    subject: 'order-17',
    traceparent: '00-1',
    data: { service: 'shop', environment: 'prod' },
  };
  expect(observedIn(event).observation).toMatchObject({
    source: 'cloudevents',
    key: '/shop e-1',
    kind: 'other',
    phase: 'finished',
    at: '2026-03-01T02:50:00.000Z',
    title: 'com.example.ordered: order-17',
    services: ['shop'],
    environment: 'prod',
    tags: { from: '/shop' },
    extra: { type: 'com.example.ordered', traceparent: '00-1', data: { environment: 'prod' } },
  });
});

test.each([
  [{ data: 'x'.repeat(70_000) }, '70002 characters'],
  [{ data: JSON.parse(`${'['.repeat(9000)}${']'.repeat(9000)}`) }, 'nested too deeply'],
  [{ data_base64: 'YWI=' }, '2 bytes'],
])('data that a line of the feed cannot carry is left out, and said so', (data, left) => {
  expect(observedIn({ ...plain, ...data }).observation.extra).toMatchObject({ dataLeftOut: left });
});

test('an event of a sender whose clock is years off is dated by our clock', () => {
  const { at, extra } = observedIn({ ...plain, time: '2035-01-01T00:00:00Z' }).observation;
  expect({ at, saidAt: extra['saidAt'] }).toEqual({
    at: '2026-03-01T02:50:00.000Z',
    saidAt: '2035-01-01T00:00:00Z',
  });
});

const deployed = {
  environment: { id: 'prod' },
  artifactId: 'pkg:oci/pricing@sha256%3A0b31b1c02ff458ad9b7b?tag=v812',
};

describe('what a CDEvent means', () => {
  test.each([
    ['service.deployed', deployed, 'deploy', 'finished', 'Deploy pricing v812 to prod'],
    ['service.upgraded', deployed, 'deploy', 'finished', 'Upgrade pricing to v812 in prod'],
    ['service.rolledback', deployed, 'deploy', 'finished', 'Roll back pricing to v812 in prod'],
    ['service.removed', { environment: { id: 'prod' } }, 'deploy', 'finished', 'Remove pricing from prod'],
    ['service.published', { environment: { id: 'prod' } }, 'config', 'finished', 'Publish pricing in prod'],
    ['environment.modified', { name: 'prod' }, 'infrastructure', 'finished', 'Modify environment prod'],
    ['pipelinerun.queued', { pipelineName: 'deploy-prod' }, 'deploy', 'planned', 'Run deploy-prod'],
    ['pipelinerun.started', { pipelineName: 'tests' }, 'other', 'started', 'Run tests'],
    ['taskrun.finished', { taskName: 'lint', outcome: 'failure' }, 'other', 'failed', 'Run task lint'],
    ['build.finished', { artifactId: 'pkg:npm/%40shop/cart@1.2.3' }, 'other', 'finished', 'Build cart'],
    [
      'testsuiterun.finished',
      { outcome: 'cancel', ...deployed },
      'other',
      'cancelled',
      'Run tests pricing in prod',
    ],
    [
      'change.merged',
      { repository: { id: 'shop/cart' } },
      'other',
      'finished',
      'Change pricing in shop/cart',
    ],
    [
      'branch.deleted',
      { repository: { id: '/shop/cart' } },
      'other',
      'finished',
      'Delete branch pricing in cart',
    ],
    [
      'incident.detected',
      { service: { id: 'cart' }, ...deployed },
      'other',
      'started',
      'Incident: cart in prod',
    ],
    [
      'incident.resolved',
      { service: { id: 'cart' }, ...deployed },
      'other',
      'finished',
      'Incident: cart in prod',
    ],
    ['ticket.created', { summary: 'Too slow' }, 'other', 'planned', 'Ticket pricing: Too slow'],
    ['repository.created', { name: 'cart' }, 'other', 'finished', 'Create repository cart'],
  ])('%s', (type, content, kind, phase, title) => {
    expect(observedIn(cdEvent(type, 'pricing', content)).observation).toMatchObject({
      kind,
      phase,
      title,
      at: '2026-02-28T12:00:00.000Z',
    });
  });
});

test('a run is one change from queue to end, two deployments are two', () => {
  const run = ['queued', 'started', 'finished'].map((predicate, nth) =>
    observedIn(cdEvent(`pipelinerun.${predicate}`, 'run-7', { pipelineName: 'p' }, `e-${nth}`)),
  );
  expect(new Set(run.map((it) => it.change)).size).toBe(1);
  const deployments = ['e-1', 'e-2'].map((id) =>
    observedIn(cdEvent('service.deployed', 'pricing', deployed, id)),
  );
  expect(new Set(deployments.map((it) => it.change)).size).toBe(2);
});

test('a subject that a later vocabulary added is shown as any other event', () => {
  expect(observedIn(cdEvent('approval.created', 'a-1', {})).observation).toMatchObject({
    kind: 'other',
    title: 'dev.cdevents.approval.created.0.3.0: a-1',
  });
});

test.each([
  ['pkg:oci/myapp@sha256%3A0b31b1c02ff458ad9b7b81cbdf8f', { name: 'myapp', version: 'sha256:0b31b1c02ff4' }],
  ['pkg:oci/myapp@sha256%3A0b31b1c02ff4?tag=v8', { name: 'myapp', version: 'v8' }],
  ['pkg:npm/%40shop/cart@1.2.3', { name: 'cart', version: '1.2.3' }],
  ['pkg:npm/%40shop/cart', { name: 'cart', version: null }],
  ['pkg:github/shop/cart@%E0%A4%A', { name: 'cart', version: '%E0%A4%A' }],
  ['myapp:v8', null],
])('%s is read as a package', (text, parts) => {
  expect(purl(text)).toEqual(parts);
});

test.each([
  ['pricing', 'pricing'],
  ['/shop/pricing', 'pricing'],
  ['https://ci.example/shop/pricing/', 'pricing'],
  ['shop/pricing', 'shop/pricing'],
])('the subject %s is called %s', (id, name) => {
  expect(nameIn(id)).toBe(name);
});
