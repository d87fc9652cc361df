import { expect, test } from 'vitest';
import { changesBetween } from './changes.ts';
import { lookOf } from './look.ts';
import { type Seen, seenAfter } from './seen.ts';
import {
  autoscaler,
  configMap,
  deployment,
  done,
  replicas,
  rolling,
  stuck,
  template,
  wrote,
} from './testing/objects.ts';

const where = { cluster: 'eu-1', environment: 'production' };

/** What is told of an object that is seen to be this, then that, then that. */
const told = (kind: string, ...objects: readonly unknown[]) => {
  let before: Seen | null = null;
  return objects.flatMap((object, index) => {
    const look = lookOf(kind, object);
    if (look === null) return [];
    const after = seenAfter(before, look, index > 0);
    const changes = index === 0 ? [] : changesBetween(before, after, where);
    before = after;
    return changes;
  });
};
const phases = (kind: string, ...objects: readonly unknown[]) =>
  told(kind, ...objects).map(({ phase, title, at }) => [phase, title, at ?? 'now']);

const v812 = { image: 'acme/pricing:v812', generation: 2 };

test('a rollout is one change, from its beginning to its end', () => {
  const changes = told(
    'Deployment',
    deployment(),
    deployment({ ...v812, status: done(1) }),
    deployment({ ...v812, status: rolling(2, 1) }),
    deployment({ ...v812, status: rolling(2, 2) }),
    deployment({ ...v812, status: done(2) }),
  );
  expect(changes.map(({ phase, at }) => [phase, at])).toEqual([
    ['started', '2026-03-01T10:00:00.000Z'],
    ['finished', '2026-03-01T10:03:00.000Z'],
  ]);
  expect(new Set(changes.map(({ key }) => key))).toEqual(
    new Set(['eu-1/shop/Deployment/pricing/6f1c/rollouts/2']),
  );
  expect(changes[1]).toMatchObject({
    kind: 'deploy',
    title: 'Deploy pricing v812 to production',
    services: ['pricing'],
    hints: [{ join: 'kubernetes', value: 'shop/pricing' }],
    environment: 'production',
    actor: { name: 'kubectl' },
    version: 'v812',
    previousVersion: 'v811',
    extra: { images: ['app: acme/pricing:v811 → acme/pricing:v812'] },
  });
});

test('one that is seen only when it is over has begun as well', () => {
  expect(phases('Deployment', deployment(), deployment(v812))).toEqual([
    ['started', 'Deploy pricing v812 to production', '2026-03-01T10:00:00.000Z'],
    ['finished', 'Deploy pricing v812 to production', '2026-03-01T10:03:00.000Z'],
  ]);
});

test('pods that come and go, and a status that moves, are nothing', () => {
  const away = { ...done(1), availableReplicas: 1, updatedReplicas: 2, replicas: 2 };
  expect(told('Deployment', deployment(), deployment({ status: away }), deployment())).toEqual([]);
  const other = {
    ...deployment(),
    metadata: { ...deployment().metadata, resourceVersion: '9', labels: { x: '1' } },
  };
  expect(told('Deployment', deployment(), other)).toEqual([]);
});

test('one that is stuck has failed, and may yet come through', () => {
  const changes = told(
    'Deployment',
    deployment(),
    deployment({ ...v812, status: rolling(2, 1) }),
    deployment({ ...v812, status: stuck(2) }),
    deployment({ ...v812, status: rolling(2, 2) }),
    deployment({ ...v812, status: done(2) }),
  );
  expect(changes.map(({ phase, at }) => [phase, at])).toEqual([
    ['started', '2026-03-01T10:00:00.000Z'],
    ['failed', '2026-03-01T10:20:00.000Z'],
    ['finished', '2026-03-01T10:03:00.000Z'],
  ]);
  expect(changes[1]?.summary).toBe('ReplicaSet "pricing-7d9" has timed out progressing.');
});

test('one that another takes the place of is cancelled', () => {
  const v813 = { image: 'acme/pricing:v813', generation: 3, status: rolling(3, 0) };
  expect(
    phases('Deployment', deployment(), deployment({ ...v812, status: rolling(2, 1) }), deployment(v813)).map(
      ([phase, title]) => `${phase}: ${title}`,
    ),
  ).toEqual([
    'started: Deploy pricing v812 to production',
    'cancelled: Deploy pricing v812 to production',
    'started: Deploy pricing v813 to production',
  ]);
});

test('scaling amid a rollout is a change of its own, and the rollout goes on', () => {
  const changes = told(
    'Deployment',
    deployment(),
    deployment({ ...v812, status: rolling(2, 1) }),
    deployment({ ...v812, generation: 3, replicas: 6, status: rolling(3, 1, 6) }),
    deployment({ ...v812, generation: 3, replicas: 6, status: done(3, 6) }),
  );
  expect(changes.map(({ key, phase }) => [key?.split('/').slice(-2).join('/'), phase])).toEqual([
    ['rollouts/2', 'started'],
    ['scales/3', 'finished'],
    ['rollouts/2', 'finished'],
  ]);
});

test('a restart, and another setting, say what they are', () => {
  expect(
    phases('Deployment', deployment(), deployment({ generation: 2, restartedAt: '2026-03-01T10:00:00Z' }))[0],
  ).toEqual(['started', 'Restart pricing in production', '2026-03-01T10:00:00.000Z']);
  const [change] = told('Deployment', deployment(), deployment({ generation: 2, env: 'debug' }));
  expect(change).toMatchObject({ kind: 'config', title: 'Change the pods of pricing in production' });
  expect(JSON.stringify(change)).not.toContain('debug');
});

test('a paused rollout progresses, and ends', () => {
  expect(
    phases(
      'Deployment',
      deployment(),
      deployment({ ...v812, paused: true, status: rolling(2, 1) }),
      deployment({ ...v812, generation: 3, status: rolling(3, 1) }),
      deployment({ ...v812, generation: 3, status: done(3) }),
    ).map(([phase]) => phase),
  ).toEqual(['started', 'progressed', 'progressed', 'finished']);
});

test('who scaled is told: a person, or the autoscaler, whose scaling is one line an hour', () => {
  const by = (manager: string, time: string, subresource?: string) => [
    wrote('kubectl-client-side-apply', '2026-03-01T09:00:00Z', template),
    wrote(manager, time, replicas, subresource),
  ];
  const [human] = told(
    'Deployment',
    deployment(),
    deployment({ generation: 2, replicas: 5, managed: by('kubectl', '2026-03-01T10:00:00Z', 'scale') }),
  );
  expect(human).toMatchObject({
    kind: 'scale',
    title: 'Scale pricing from 3 to 5 in production',
    actor: { name: 'kubectl' },
    at: '2026-03-01T10:00:00.000Z',
  });
  const auto = (count: number, time: string) =>
    deployment({
      generation: count,
      replicas: count,
      managed: by('kube-controller-manager', time, 'scale'),
    });
  const changes = told(
    'Deployment',
    deployment(),
    auto(5, '2026-03-01T10:05:00Z'),
    auto(8, '2026-03-01T10:25:00Z'),
    auto(4, '2026-03-01T11:05:00Z'),
  );
  expect(changes.map(({ title, summary }) => [title, summary])).toEqual([
    ['Autoscale pricing in production', '3 → 5 replicas'],
    ['Autoscale pricing in production', '5 → 8 replicas'],
    ['Autoscale pricing in production', '8 → 4 replicas'],
  ]);
  expect(new Set(changes.map(({ key }) => key)).size).toBe(2);
  expect(changes[0]?.actor).toEqual({ name: 'autoscaler', kind: 'automation' });
});

test('limits of an autoscaler are a change; what it does within them is none of its own', () => {
  const moved = { ...autoscaler(2, 10), status: { currentReplicas: 9 } };
  expect(told('HorizontalPodAutoscaler', autoscaler(2, 10), moved)).toEqual([]);
  expect(told('HorizontalPodAutoscaler', autoscaler(2, 10), autoscaler(2, 20))).toMatchObject([
    {
      kind: 'scale',
      title: 'Scale pricing within 2 to 20 in production',
      summary: '2 to 10 → 2 to 20 replicas',
      actor: { name: 'Helm', kind: 'automation' },
    },
  ]);
});

test('a ConfigMap tells which keys changed, and never what they hold', () => {
  const before = configMap({ LEVEL: 'info', DB_PASSWORD: 'hunter2-hunter2', OLD: 'x' });
  const after = configMap({ LEVEL: 'debug', DB_PASSWORD: 'sesame-sesame', NEW: 'y' }, '2026-03-01T11:00:00Z');
  const changes = told('ConfigMap', before, after);
  expect(changes).toMatchObject([
    {
      kind: 'config',
      title: 'Change configuration pricing-config in production',
      services: ['pricing'],
      summary: 'Changed: DB_PASSWORD, LEVEL. Added: NEW. Removed: OLD.',
      actor: { name: 'Argo CD', kind: 'automation' },
      at: '2026-03-01T11:00:00.000Z',
    },
  ]);
  expect(JSON.stringify([changes, lookOf('ConfigMap', after)])).not.toMatch(/debug|sesame|hunter/);
  expect(
    told('ConfigMap', before, configMap({ LEVEL: 'info', DB_PASSWORD: 'hunter2-hunter2', OLD: 'x' })),
  ).toEqual([]);
});

test('who leads, and the certificates of the cluster, are no configuration', () => {
  const named = (name: string, more = {}) => ({
    metadata: { name, namespace: 'shop', uid: 'u', ...more },
    data: {},
  });
  for (const name of ['kube-root-ca.crt', 'controller-leader-election', 'cert-manager-lock'])
    expect(lookOf('ConfigMap', named(name))).toBe(null);
  const annotations = { 'control-plane.alpha.kubernetes.io/leader': '{}' };
  expect(lookOf('ConfigMap', named('ingress', { annotations }))).toBe(null);
  expect(lookOf('Secret', named('db'))).toBe(null);
});

test('a DaemonSet and a StatefulSet roll as well', () => {
  const daemon = (generation: number, image: string, updated: number) => ({
    metadata: { name: 'agent', namespace: 'ops', uid: 'd', generation },
    spec: { template: { spec: { containers: [{ name: 'agent', image }] } } },
    status: {
      observedGeneration: generation,
      desiredNumberScheduled: 4,
      updatedNumberScheduled: updated,
      numberAvailable: 4,
    },
  });
  expect(
    phases('DaemonSet', daemon(1, 'a:1', 4), daemon(2, 'a:2', 1), daemon(2, 'a:2', 4)).map(
      ([phase]) => phase,
    ),
  ).toEqual(['started', 'finished']);
  const set = (generation: number, image: string, revision: string) => ({
    metadata: { name: 'db', namespace: 'shop', uid: 's', generation },
    spec: { replicas: 2, template: { spec: { containers: [{ name: 'db', image }] } } },
    status: {
      observedGeneration: generation,
      replicas: 2,
      readyReplicas: 2,
      currentRevision: revision,
      updateRevision: `db-${generation}`,
    },
  });
  expect(
    phases('StatefulSet', set(1, 'db:1', 'db-1'), set(2, 'db:2', 'db-1'), set(2, 'db:2', 'db-2')).map(
      ([phase, title]) => `${phase} ${title}`,
    ),
  ).toEqual(['started Deploy db 2 to production', 'finished Deploy db 2 to production']);
});

test('another schedule of a CronJob is configuration; another image is a deploy that is over at once', () => {
  const job = (schedule: string, image: string, generation: number, suspend = false) => ({
    metadata: { name: 'nightly', namespace: 'shop', uid: 'j', generation },
    spec: {
      schedule,
      suspend,
      jobTemplate: { spec: { template: { spec: { containers: [{ name: 'j', image }] } } } },
    },
  });
  const first = job('0 3 * * *', 'n:1', 1);
  expect(told('CronJob', first, job('0 3 * * *', 'n:1', 2, true))).toMatchObject([
    { kind: 'config', summary: '0 3 * * * → 0 3 * * * (suspended)' },
  ]);
  expect(phases('CronJob', first, job('0 3 * * *', 'n:2', 2)).map(([phase]) => phase)).toEqual([
    'started',
    'finished',
  ]);
});

test('what is made is deployed, and what is made anew under the same name is another', () => {
  const look = lookOf('Deployment', deployment());
  if (look === null) throw new Error('no look');
  const made = seenAfter(null, look, true);
  expect(changesBetween(null, made, where)[0]).toMatchObject({
    title: 'Deploy pricing v811 to production',
    previousVersion: null,
  });
  const keys = told('Deployment', deployment(), deployment({ uid: 'other' })).map(({ key }) => key);
  expect(new Set(keys)).toEqual(new Set(['eu-1/shop/Deployment/pricing/other/rollouts/1']));
  expect(changesBetween(made, null, where)).toMatchObject([{ title: 'Remove pricing from production' }]);
});
