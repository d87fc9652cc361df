import { expect, test } from 'vitest';
import { rawDeliveries } from '../raw-deliveries.ts';
import { intakeHouse, secret } from '../testing/intake-house.ts';
import { readAs } from '../testing/sender.ts';
import { googleCloudAudit } from './index.ts';
import { sender } from './testing/sender.ts';

type Entry = { readonly protoPayload: Readonly<Record<string, unknown>> } & Readonly<Record<string, unknown>>;

const entry = (name: string): Entry => {
  const body = sender.fixtures.find((it) => it.name === name)?.body as { message: { data: string } };
  return JSON.parse(Buffer.from(body.message.data, 'base64').toString());
};
const read = (body: unknown) => readAs(googleCloudAudit, 'entry', body);
const changeIn = (name: string) => read(entry(name)).observed[0];

test('the two entries of an operation are one change, and so are a rollout and how it went', () => {
  expect(changeIn('cloudsql.update.last')?.change).toBe(changeIn('cloudsql.update.first')?.change);
  const rollout = ['run.replace_service', 'run.ready', 'run.not_ready'].map(changeIn);
  expect(new Set(rollout.map((it) => it?.change)).size).toBe(1);
  expect(new Set(rollout.map((it) => it?.observation.title)).size).toBe(1);
});

test('an operation that fails at its end has failed; a call that is refused was no change', () => {
  const status = { code: 9, message: 'Quota exceeded' };
  const last = entry('cloudsql.update.last');
  const failed = read({ ...last, protoPayload: { ...last.protoPayload, status } }).observed[0]?.observation;
  expect(failed).toMatchObject({ phase: 'failed', summary: 'Quota exceeded' });
});

test('the entry is read whether its push is packed, open, or unwrapped', () => {
  const packed = sender.fixtures.find(({ name }) => name === 'run.replace_service')?.body;
  const open = googleCloudAudit.unpack?.(packed);
  expect(read(open).observed).toEqual(read(packed).observed);
  expect(read(entry('run.replace_service')).observed).toEqual(read(packed).observed);
  expect(googleCloudAudit.unpack?.(open)).toBe(open);
});

test('each attempt of Pub/Sub at a message is a delivery, and all of them are one change', async () => {
  await using it = await intakeHouse({ source: googleCloudAudit });
  const body = sender.fixtures.find(({ name }) => name === 'iam.set_policy')?.body as object;
  const push = (deliveryAttempt: number) =>
    it.door.http.inject({
      method: 'POST',
      url: `/hooks/google-cloud-audit?key=${secret}`,
      payload: { ...body, deliveryAttempt },
    });
  expect([(await push(1)).statusCode, (await push(2)).statusCode]).toEqual([202, 202]);
  const facts = await it.facts();
  expect(new Set(facts.map(({ stream }) => stream)).size).toBe(1);
});

test('what is secret in a packed entry reaches neither a fact nor the kept body', async () => {
  await using it = await intakeHouse({ source: googleCloudAudit });
  const payload = sender.fixtures.find(({ name }) => name === 'run.replace_service')?.body as object;
  expect(Buffer.from((payload as { message: { data: string } }).message.data, 'base64').toString()).toContain(
    'hunter2',
  );
  const url = `/hooks/google-cloud-audit?key=${secret}`;
  expect((await it.door.http.inject({ method: 'POST', url, payload })).statusCode).toBe(202);
  const range = { org: 1, source: 'google-cloud-audit', since: new Date(0), upTo: 1_000 };
  const kept = await Array.fromAsync(rawDeliveries(it.database, range), ({ body }) => body.toString());
  expect(kept).toEqual([expect.stringContaining('DB_PASSWORD')]);
  expect(kept.join()).not.toMatch(/hunter2|acme\.example/);
  expect(JSON.stringify(await it.facts())).not.toMatch(/hunter2|acme\.example/);
});

test.each([
  ['user:joey@acme.example', 'joey@[redacted:email]', { name: 'joey', kind: 'human' }],
  [
    'serviceAccount:ci@shop.iam.gserviceaccount.com',
    'ci@[redacted:email]',
    { name: 'ci', kind: 'automation' },
  ],
  [undefined, '123456789-compute@[redacted:email]', { name: '123456789-compute', kind: 'automation' }],
  ['principal://iam.googleapis.com/projects/1/subject/repo:acme/shop', undefined, { name: 'repo:acme/shop' }],
])('%s is told for who it is', (principalSubject, principalEmail, actor) => {
  const given = entry('iam.set_policy');
  const authenticationInfo = { principalSubject, principalEmail };
  const seen = read({ ...given, protoPayload: { ...given.protoPayload, authenticationInfo } });
  expect(seen.observed[0]?.observation.actor).toMatchObject(actor);
});

test('controllers and what they keep in order are no changes', () => {
  const given = entry('k8s.deployment.patch');
  for (const principalEmail of ['system:kube-controller-manager', 'system:serviceaccount:kube-system:hpa']) {
    const authenticationInfo = { principalEmail };
    expect(read({ ...given, protoPayload: { ...given.protoPayload, authenticationInfo } }).nothing).toBe(
      'ignored',
    );
  }
  const authenticationInfo = { principalEmail: 'system:serviceaccount:argocd:application-controller' };
  const seen = read({ ...given, protoPayload: { ...given.protoPayload, authenticationInfo } });
  expect(seen.observed[0]?.observation.actor?.kind).toBe('automation');
});
