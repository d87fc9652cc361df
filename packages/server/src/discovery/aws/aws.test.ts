import { readFile } from 'node:fs/promises';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { expect, test } from 'vitest';
import type { Found } from '../discoverer.ts';
import { type AwsOptions, aws } from './index.ts';
import { cloudKey, type FakeCloud, fakeCloud, refusing } from './testing/cloud.ts';

/** Looks at the cloud as often as it is told to. */
const looker = (cloud: FakeCloud, more: Partial<AwsOptions> = {}) => {
  const kept = new Map<string, unknown>();
  const found = new Map<string, Found>();
  const failures = new Map<string, string>();
  const { logger, logged } = capturedLog();
  const discoverer = aws({
    region: 'eu-west-1',
    everyMs: 60_000,
    endpoint: cloud.url,
    credentials: cloudKey,
    answerMs: 300,
    attempts: 1,
    ...more,
  });
  const look = async () => {
    found.clear();
    failures.clear();
    await discoverer.run({
      report: async (it) => void found.set(it.by, it),
      deliver: async () => {},
      reached: async () => {},
      unreachable: async (by, origin, why) => void failures.set(`${by} ${origin}`, why),
      recall: async (name) => kept.get(name),
      keep: async (name, value) => void kept.set(name, value),
      logger,
      signal: new AbortController().signal,
    });
  };
  const of = (by: string, entity: string) =>
    found.get(by)?.descriptions.find((description) => description.entity === entity)?.says;
  return { look, found, failures, of, logged, kept };
};

const names = (it: Found | undefined) => it?.descriptions.map(({ entity }) => entity).sort();

test('services of ECS are described by their images, tags and the hosts in their variables', async () => {
  await using cloud = await fakeCloud();
  cloud.service(
    'prod',
    'checkout',
    {
      image: '1.dkr.ecr.eu-west-1.amazonaws.com/acme/checkout:v812@sha256:00',
      environment: [
        { name: 'PRICING_URL', value: 'http://pricing:8080/v1' },
        { name: 'CART_HOST', value: 'cart.prod.internal' },
        {
          name: 'DATABASE_URL',
          value: 'postgres://app:hunter2-sentinel@orders.c9akciq32.eu-west-1.rds.amazonaws.com/o',
        },
        { name: 'QUEUE', value: 'https://sqs.eu-west-1.amazonaws.com/123456789012/mails' },
        { name: 'API_KEY', value: 'sentinel-key.pricing' },
        { name: 'UNKNOWN_HOST', value: 'stranger' },
      ],
      secrets: [
        { name: 'DB_PASSWORD', valueFrom: 'arn:aws:secretsmanager:eu-west-1:1:secret:sentinel-secret' },
      ],
    },
    {
      tags: [
        { key: 'Team', value: 'payments' },
        { key: 'env', value: 'prod' },
        { key: 'nightjar.dev/tier', value: '1' },
      ],
    },
  );
  cloud.service('prod', 'pricing', { portMappings: [{ containerPort: 8080 }] });
  cloud.service('prod', 'cart');
  const looked = looker(cloud);
  await looked.look();
  expect([...looked.failures]).toEqual([]);
  expect(looked.found.get('ecs')).toMatchObject({ whole: true, origin: 'aws 123456789012 eu-west-1' });
  const says = looked.of('ecs', 'service:default/checkout');
  expect(says).toMatchObject({
    tier: 1,
    versions: { prod: 'v812' },
    owners: ['team:default/payments'],
    deployment: 'ecs service',
    tags: { cluster: 'prod' },
  });
  expect(says?.relations?.map(({ type, to, why }) => `${type} ${to} ${why ?? ''}`).sort()).toEqual([
    'calls service:default/cart env CART_HOST',
    'calls service:default/pricing env PRICING_URL',
    'dependsOn resource:default/mails env QUEUE',
    'dependsOn resource:default/orders env DATABASE_URL',
    'runsIn environment:default/prod ',
  ]);
  expect(looked.of('ecs', 'resource:default/orders')).toEqual({ type: 'database' });
  expect(JSON.stringify([...looked.found])).not.toContain('sentinel');
});

test('functions of Lambda are described, and what feeds them', async () => {
  await using cloud = await fakeCloud();
  cloud.lambda(
    'mailer',
    { TABLE_ARN: 'arn:aws:dynamodb:eu-west-1:123456789012:table/mails', SECRET: 'sentinel-value' },
    { owner: 'messaging' },
  );
  cloud.mappings.push({
    FunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:mailer:live',
    EventSourceArn: 'arn:aws:sqs:eu-west-1:123456789012:outbox',
    State: 'Enabled',
  });
  const looked = looker(cloud);
  await looked.look();
  expect(looked.of('lambda', 'service:default/mailer')).toMatchObject({
    runtime: 'python3.13',
    language: 'python',
    deployment: 'lambda',
    owners: ['team:default/messaging'],
    relations: [
      { type: 'dependsOn', to: 'resource:default/outbox', why: 'event source mapping' },
      { type: 'dependsOn', to: 'resource:default/mails', why: 'env TABLE_ARN' },
    ],
  });
  expect(JSON.stringify([...looked.found])).not.toContain('sentinel');
});

test('everything is found however many pages there are, and definitions are asked for once', async () => {
  await using cloud = await fakeCloud();
  for (let n = 0; n < 25; n += 1) {
    cloud.service(`c${n % 5}`, `s${n}`);
    cloud.lambda(`f${n}`);
  }
  const looked = looker(cloud);
  await looked.look();
  expect(names(looked.found.get('ecs'))).toHaveLength(25);
  expect(names(looked.found.get('lambda'))).toHaveLength(25);
  const asked = () => cloud.asked.filter((it) => it === 'ecs:DescribeTaskDefinition').length;
  expect(asked()).toBe(25);
  await looked.look();
  expect(asked()).toBe(25);
  expect(names(looked.found.get('ecs'))).toHaveLength(25);
});

test('throttling is waited out', async () => {
  await using cloud = await fakeCloud();
  cloud.service('prod', 'pricing');
  let times = 0;
  cloud.mischief((action) =>
    action.startsWith('ecs:') && times++ < 2 ? refusing('ThrottlingException') : undefined,
  );
  const looked = looker(cloud, { attempts: 6 });
  await looked.look();
  expect([...looked.failures]).toEqual([]);
  expect(names(looked.found.get('ecs'))).toEqual(['service:default/pricing']);
}, 20_000);

test('a cloud that throttles for ever is told of, and nothing is said to be gone', async () => {
  await using cloud = await fakeCloud();
  cloud.mischief(() => refusing('ThrottlingException'));
  const looked = looker(cloud);
  await looked.look();
  expect([...looked.failures.values()]).toEqual([
    'it answered ThrottlingException',
    'it answered ThrottlingException',
  ]);
  expect(looked.found.size).toBe(0);
});

test('what the role may not ask is told, and the rest is read', async () => {
  await using cloud = await fakeCloud();
  cloud.service('open', 'pricing');
  cloud.service('closed', 'vault');
  cloud.lambda('mailer', {}, { owner: 'messaging' });
  cloud.lambda('other');
  let closed = false;
  cloud.mischief((action) => {
    if (action === 'lambda:ListTags' || action === 'lambda:ListEventSourceMappings')
      return refusing('AccessDeniedException', 403);
    if (action === 'ecs:ListServices') closed = !closed;
    return action === 'ecs:ListServices' && !closed ? refusing('AccessDeniedException') : undefined;
  });
  const looked = looker(cloud);
  await looked.look();
  expect(looked.found.get('ecs')?.whole).toBe(false);
  expect(names(looked.found.get('ecs'))).toEqual(['service:default/pricing']);
  expect([...looked.failures]).toEqual([
    ['ecs aws 123456789012 eu-west-1', 'cluster closed: it answered AccessDeniedException'],
  ]);
  expect(names(looked.found.get('lambda'))).toEqual(['service:default/mailer', 'service:default/other']);
  expect(cloud.asked.filter((it) => it === 'lambda:ListTags')).toHaveLength(1);
  cloud.mischief((action) => (action.startsWith('ecs:') ? refusing('AccessDeniedException') : undefined));
  await looked.look();
  expect(looked.found.has('ecs')).toBe(false);
  expect(looked.found.has('lambda')).toBe(true);
});

const lies: [string, (response: import('node:http').ServerResponse) => void, RegExp][] = [
  ['cut off', (it) => void it.destroy(), /cut|does not answer/],
  ['silent', () => {}, /does not answer/],
  [
    'HTML',
    (it) => void it.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>'),
    /cannot be read|answered/,
  ],
  ['an empty object', (it) => void it.writeHead(200).end('{}'), /no list/],
  [
    'of other types',
    (it) => void it.writeHead(200).end('{"clusterArns":5,"Functions":{"a":1}}'),
    /no list|shape/,
  ],
  [
    'of items that are none',
    (it) => void it.writeHead(200).end('{"clusterArns":[5],"Functions":[7]}'),
    /shape|list/,
  ],
  [
    'without an end',
    (it) => void it.writeHead(200).end('{"clusterArns":[],"Functions":[],"nextToken":"a","NextMarker":"a"}'),
    /ring/,
  ],
  ['an error of its own', refusing('InternalServerError', 500), /InternalServerError/],
  ['a redirect', (it) => void it.writeHead(301, { location: 'http://127.0.0.1:1/' }).end(), /answered/],
];
for (const [name, lie, pattern] of lies)
  test(`a cloud that is ${name} is told of, and nothing is said to be gone`, async () => {
    await using cloud = await fakeCloud();
    cloud.service('prod', 'pricing');
    cloud.lambda('mailer');
    const looked = looker(cloud);
    await looked.look();
    cloud.mischief((action) => (action.includes(':List') && !action.endsWith('Services') ? lie : undefined));
    await looked.look();
    expect([...looked.failures.keys()]).toEqual([
      'ecs aws 123456789012 eu-west-1',
      'lambda aws 123456789012 eu-west-1',
    ]);
    for (const why of looked.failures.values()) expect(why).toMatch(pattern);
    expect(looked.found.size).toBe(0);
  });

test('a service that was not told of is not gone', async () => {
  await using cloud = await fakeCloud();
  cloud.service('prod', 'pricing');
  const looked = looker(cloud);
  cloud.mischief((action) =>
    action === 'ecs:DescribeServices'
      ? (it) => void it.writeHead(200).end('{"services":[],"failures":[{"reason":"TIMEOUT"}]}')
      : undefined,
  );
  await looked.look();
  expect(looked.found.has('ecs')).toBe(false);
});

test('a clock that is off costs nothing but a second request', async () => {
  await using cloud = await fakeCloud();
  cloud.service('prod', 'pricing');
  let times = 0;
  cloud.mischief(() => {
    times += 1;
    return times > 1
      ? undefined
      : (it) =>
          void it
            .writeHead(403, {
              'content-type': 'application/x-amz-json-1.1',
              date: new Date(Date.now() - 3_600_000).toUTCString(),
            })
            .end('{"__type":"RequestTimeTooSkewed"}');
  });
  const looked = looker(cloud, { attempts: 3 });
  await looked.look();
  expect(names(looked.found.get('ecs'))).toEqual(['service:default/pricing']);
});

test('neither keys nor what AWS said stand in what is told or logged', async () => {
  await using cloud = await fakeCloud();
  cloud.mischief(
    (_, request) => (response) =>
      void response.writeHead(400, { 'x-amzn-errortype': `Bad ${cloudKey.secretAccessKey}` }).end(
        JSON.stringify({
          __type: 'ValidationException',
          message: JSON.stringify(request.headers) + cloudKey.secretAccessKey,
        }),
      ),
  );
  const looked = looker(cloud);
  await looked.look();
  expect(looked.failures.size).toBe(2);
  expect(looked.logged() + JSON.stringify([...looked.failures])).not.toMatch(/sentinel|SENTINEL|Signature/);
});

test('the policy in the docs allows exactly what is asked', async () => {
  await using cloud = await fakeCloud();
  cloud.service('prod', 'pricing');
  cloud.lambda('mailer');
  const looked = looker(cloud);
  await looked.look();
  const text = await readFile(
    new URL('../../../../../docs/discovery/aws-policy.json', import.meta.url),
    'utf8',
  );
  const [{ Action: allowed }] = JSON.parse(text).Statement;
  expect([...new Set(cloud.asked)].sort()).toEqual(allowed);
});
