import { describe, expect, test } from 'vitest';
import { intakeHouse, secret } from '../testing/intake-house.ts';
import { readAs } from '../testing/sender.ts';
import { eventBridge } from './index.ts';
import { sender } from './testing/sender.ts';

type Event = { readonly detail: Readonly<Record<string, unknown>> } & Readonly<Record<string, unknown>>;

const fixture = (name: string) => sender.fixtures.find((it) => it.name === name)?.body as Event;
const read = (body: unknown) => readAs(eventBridge, 'event', body);
const changeIn = (name: string) => read(fixture(name)).observed[0];
const withDetail = (name: string, more: object): Event => ({
  ...fixture(name),
  detail: { ...fixture(name).detail, ...more },
});

describe('one change', () => {
  test.each([
    ['ecs.in_progress', 'ecs.completed', 'ecs.failed', 'cloudtrail.ecs.update_service', 'sns.ecs_completed'],
    ['stack.update_in_progress', 'stack.update_complete', 'stack.rolled_back', 'cloudtrail.update_stack'],
    ['codedeploy.start', 'codedeploy.failure', 'codedeploy.stop'],
    ['codepipeline.started', 'codepipeline.failed'],
  ])('%s, %s and the rest, whether told by the event, by SNS, or by the call that began it', (...names) => {
    const told = names.filter((it) => it !== undefined).map(changeIn);
    expect(new Set(told.map((it) => it?.change)).size).toBe(1);
    expect(new Set(told.map((it) => it?.observation.title)).size).toBe(1);
  });

  test('however many machines follow from one change of capacity', () => {
    const more = { ActivityId: 'another', EC2InstanceId: 'i-2', EndTime: '2026-02-23T16:02:00Z' };
    const second = {
      ...withDetail('autoscaling.scale_out', more),
      id: 'other',
      time: '2026-02-23T16:02:01Z',
    };
    expect(read(second).observed[0]?.change).toBe(changeIn('autoscaling.scale_out')?.change);
  });

  test('all reminders of one end of a certificate', () => {
    const next = {
      ...withDetail('certificate.approaching', { DaysToExpiry: 30 }),
      time: '2026-02-24T06:50:00Z',
    };
    expect(read(next).observed[0]?.change).toBe(changeIn('certificate.approaching')?.change);
  });
});

test('another attempt, another update, another account are changes of their own', () => {
  expect(changeIn('codepipeline.resumed')?.change).not.toBe(changeIn('codepipeline.started')?.change);
  expect(changeIn('ecs.rolling_back')?.change).not.toBe(changeIn('ecs.in_progress')?.change);
  const elsewhere = { ...fixture('ecs.completed'), account: '999988887777' };
  expect(read(elsewhere).observed[0]?.change).not.toBe(changeIn('ecs.completed')?.change);
  const next = withDetail('stack.update_complete', { 'client-request-token': 'another' });
  expect(read(next).observed[0]?.change).not.toBe(changeIn('stack.update_complete')?.change);
});

test.each([
  ['CREATE_IN_PROGRESS', 'Create stack network-prod', 'started'],
  ['ROLLBACK_COMPLETE', 'Create stack network-prod', 'reverted'],
  ['UPDATE_ROLLBACK_IN_PROGRESS', 'Update stack network-prod', 'failed'],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'Update stack network-prod', 'progressed'],
  ['DELETE_FAILED', 'Delete stack network-prod', 'failed'],
])('a stack that is %s: %s, %s', (status, title, phase) => {
  const { observed } = read(withDetail('stack.update_complete', { 'status-details': { status } }));
  expect(observed[0]?.observation).toMatchObject({ title, phase });
});

const identity = (more: object) =>
  read(withDetail('cloudtrail.security_group', { sessionCredentialFromConsole: undefined, ...more }))
    .observed[0]?.observation.actor;
const role = (name: string, session: string) => ({
  type: 'AssumedRole',
  principalId: `AROA:${session}`,
  sessionContext: { sessionIssuer: { userName: name } },
});

test.each([
  [role('AWSReservedSSO_Dev_1a2b', 'mara'), 'mara', 'human'],
  [role('Admin', 'mara@acme.example'), 'mara', 'human'],
  [role('web-instance', 'i-0123456789abcdef0'), 'web-instance', 'automation'],
  [{ type: 'IAMUser', userName: 'mara' }, 'mara', 'unknown'],
  [{ type: 'Root' }, 'root', 'human'],
  [{ type: 'WebIdentityUser', userName: 'repo:acme/shop' }, 'repo:acme/shop', 'unknown'],
])('%j is %s, %s', (userIdentity, name, kind) => {
  expect(identity({ userIdentity })).toMatchObject({ name, kind });
});

test('a call that is on no list counts only when a person makes it in the console', () => {
  expect(changeIn('cloudtrail.console_other')?.observation.kind).toBe('other');
  const byProgram = withDetail('cloudtrail.console_other', { sessionCredentialFromConsole: undefined });
  expect(read(byProgram).nothing).toBe('ignored');
});

test('an event that AWS shapes anew is unread: kept, and not taken for nothing', () => {
  expect(read({ ...fixture('ecs.completed'), resources: [] }).nothing).toBe('unread');
  expect(read(withDetail('alarm.firing', { state: 'ALARM' })).nothing).toBe('unread');
});

test('through SNS: by a key in the address, as text, and without the secrets that its message packs', async () => {
  await using it = await intakeHouse({ source: eventBridge });
  const call = withDetail('cloudtrail.console_other', {
    requestParameters: { name: 'job', environment: [{ name: 'DB_PASSWORD', value: 'hunter2' }] },
  });
  const payload = JSON.stringify({ ...fixture('sns.ecs_completed'), Message: JSON.stringify(call) });
  const response = await it.door.http.inject({
    method: 'POST',
    url: `/hooks/eventbridge?key=${secret}`,
    headers: { 'content-type': 'text/plain; charset=UTF-8' },
    payload,
  });
  expect(response.statusCode).toBe(202);
  const facts = JSON.stringify(await it.facts());
  expect(facts).toContain('DB_PASSWORD');
  expect(facts).not.toContain('hunter2');
});

test('the pattern of the set-up page lets through what is read, and is JSON', () => {
  const pattern = JSON.parse(eventBridge.setup.paste?.text ?? '') as Record<
    string,
    (string | { prefix: string })[]
  >;
  const passes = (type: string) =>
    (pattern['detail-type'] ?? []).some((it) =>
      typeof it === 'string' ? it === type : type.startsWith(it.prefix),
    );
  const types = sender.fixtures
    .filter(({ body }) => read(body).nothing === null)
    .map(({ body }) => (body as Event)['detail-type'])
    .filter((it) => typeof it === 'string');
  expect(types.filter((it) => !passes(it))).toEqual([]);
});

test('what a person did in the console is theirs, though the console passed it on', () => {
  const { detail } = fixture('cloudtrail.console_other');
  const body = withDetail('cloudtrail.console_other', {
    sourceIPAddress: 'AWS Internal',
    userIdentity: { ...(detail['userIdentity'] as object), invokedBy: 'AWS Internal' },
  });
  expect(read(body).observed[0]?.observation.actor).toEqual(
    changeIn('cloudtrail.console_other')?.observation.actor,
  );
});
