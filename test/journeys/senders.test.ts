import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { ownServer, token } from '../enemy/testing/own-server.ts';
import { doorTo } from './testing/door.ts';
import { argoCd, unleash } from './testing/senders.ts';

const program = new URL('testing/server.ts', import.meta.url);

type Line = { id: string; title: string; status: string; version: string | null; environment: string | null };

const house = async () => {
  const opened = new AsyncDisposableStack();
  const database = opened.use(await testDatabase());
  const server = opened.use(await ownServer(database.url, program));
  const door = opened.use(await doorTo(server.url));
  const ask = async (path: string) => {
    const answer = await fetch(server.url() + path, { headers: { authorization: `Bearer ${token}` } });
    return (await answer.json()) as { changes: Line[]; observations: { phase: string }[] };
  };
  return {
    server,
    door,
    changes: async () => (await ask('/api/v1/changes?consistency=strong')).changes,
    phases: async (id: string) =>
      (await ask(`/api/v1/changes/${id}?consistency=strong`)).observations.map(({ phase }) => phase),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
};

/** A whole second some seconds ago, as Kubernetes writes moments. */
const ago = (seconds: number): string =>
  new Date(Date.now() - seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');

const [before, after] = [['acme/pricing:v811'], ['acme/pricing:v812']];

test('a rollout by Argo CD is one change, though an answer is lost, the server killed and the way blocked', async () => {
  await using it = await house();
  const argo = argoCd(it.door.url);
  const startedAt = ago(60);
  const applied = { phase: 'Succeeded', startedAt, finishedAt: ago(30) } as const;

  it.door.mishaps.push('answer lost');
  const running = {
    phase: 'Running',
    health: 'Healthy',
    startedAt,
    finishedAt: null,
    images: before,
  } as const;
  expect(await argo.notify(running)).toEqual({ attempts: 2, delivered: true });
  expect(await it.changes()).toMatchObject([
    { title: 'Deploy pricing 8d5f0a1 to production', status: 'running' },
  ]);

  const killed = async (): Promise<void> => {
    await it.server.kill();
    await it.server.start();
  };
  it.door.mishaps.push(killed, 'unavailable');
  expect(await argo.notify({ ...applied, health: 'Progressing', images: before })).toEqual({
    attempts: 3,
    delivered: true,
  });

  it.door.mishaps.push('unavailable', 'unavailable', 'unavailable');
  expect(await argo.notify({ ...applied, health: 'Healthy', images: after })).toEqual({
    attempts: 4,
    delivered: true,
  });

  const [rollout, ...others] = await it.changes();
  expect(others).toEqual([]);
  expect(rollout).toMatchObject({
    title: 'Deploy pricing v812 to production',
    status: 'finished',
    version: 'v812',
    environment: 'production',
  });
  expect((await it.phases(rollout?.id ?? '')).sort()).toEqual(['finished', 'progressed', 'started']);
  expect(it.door.answers.map(({ body }) => (body as { status: string }).status)).toEqual([
    'recorded',
    'duplicate',
    'recorded',
    'duplicate',
    'recorded',
  ]);
}, 90_000);

test('a flag that is flipped in Unleash is one change each way, though the answer is lost', async () => {
  await using it = await house();
  const flags = unleash(it.door.url);
  const event = {
    id: 842,
    type: 'feature-environment-enabled',
    createdBy: 'joey@acme.example',
    createdByUserId: 4,
    createdAt: new Date(Date.now() - 20_000).toISOString(),
    data: null,
    preData: null,
    tags: [],
    featureName: 'new-checkout',
    project: 'webshop',
    environment: 'production',
  };
  it.door.mishaps.push('answer lost');
  expect(await flags.tell(event)).toEqual({ attempts: 2, delivered: true });
  const off = {
    ...event,
    id: 843,
    type: 'feature-environment-disabled',
    createdAt: new Date().toISOString(),
  };
  // Events of Unleash may come twice.
  await flags.tell(off);
  await flags.tell(off);
  expect((await it.changes()).map(({ title }) => title)).toEqual([
    'Turn off flag new-checkout in production',
    'Turn on flag new-checkout in production',
  ]);
}, 60_000);

test('a sender with another token is refused once, does not repeat itself, and leaves nothing', async () => {
  await using it = await house();
  const stranger = argoCd(it.door.url, 'somebody-else');
  const running = {
    phase: 'Running',
    health: 'Healthy',
    startedAt: ago(9),
    finishedAt: null,
    images: [],
  } as const;
  expect(await stranger.notify(running)).toEqual({ attempts: 1, delivered: false });
  expect(it.door.answers).toMatchObject([{ status: 401 }]);
  expect(await it.changes()).toEqual([]);
}, 60_000);
