import { randomUUID } from 'node:crypto';
import { type Caller, nightjarItself } from '@nightjar/kernel/caller';
import { domain } from '@nightjar/kernel/domain';
import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Refusal } from '@nightjar/kernel/refusal';
import type { RunningTask, Topic } from '@nightjar/kernel/tasks/tasks';
import { Type } from 'typebox';
import { testSource } from '../change/alert.ts';
import { alertId } from '../change/identity.ts';
import { asSaid } from '../change/located.ts';
import { type AlertObserved, alertStream } from '../domains/alerts/events.ts';
import { recordFetched } from './fetched.ts';
import { refused } from './refusals.ts';
import { shares } from './share.ts';
import { type TestAlert, testAlert } from './test-alert/index.ts';
import { NewTestAlert, TestAlertMade } from './wire.ts';

const topic = 'sources.test-alert-over';

const minute = 60_000;
/** Long enough for the rounds at the page and a minute and five after. */
const usualMinutes = 6;

/** Of one organisation: each is a page in every channel, told anew three times. */
const share = { perSecond: 0.2, burst: 5 } as const;

type Over = { readonly alert: string };

/** By the path of what senders send: kept, read by its reader, recorded. */
const say = (kernel: Pick<Kernel, 'log' | 'clock'>, { org, subject }: Caller, said: TestAlert) =>
  recordFetched(
    kernel,
    testAlert,
    { event: said.state, delivery: `${said.key} ${said.state}`, body: said, at: said.at },
    { org, locate: asSaid, clockAheadMs: 0, by: subject, actor: subject, withinMs: 0 },
  );

/** Resolves a test, if it fires still; refuses what is no test. */
const resolve = async (kernel: Pick<Kernel, 'log' | 'clock'>, caller: Caller, id: string): Promise<void> => {
  const facts = await kernel.log.stream(caller.org, alertStream(id));
  const seen = facts.filter(({ type }) => type === 'AlertObserved').map(({ data }) => data);
  const last = (seen.at(-1) as AlertObserved['data'] | undefined)?.alert;
  if (last === undefined || last.source !== testSource)
    throw refused('alert.no-test', { detail: `There is no test alert ${id}.` });
  if (last.state === 'resolved') return;
  const at = kernel.clock.now().toISOString();
  const { key, environment } = last;
  await say(kernel, caller, {
    key,
    state: 'resolved',
    at,
    endsAt: at,
    service: last.services[0] ?? '',
    environment,
  });
};

const fire = async (
  kernel: Kernel,
  caller: Caller,
  { service, environment, minutes = usualMinutes }: NewTestAlert,
): Promise<TestAlertMade> => {
  const now = kernel.clock.now();
  const ends = new Date(now.getTime() + minutes * minute);
  // One of its own each time: what is the same alert again may be of a group that was told of already.
  const key = `test ${randomUUID()}`;
  const alert = alertId(caller.org, testSource, key);
  // Before it fires: whoever ends in between leaves no test that fires for ever.
  const over: Over = { alert };
  await kernel.tasks.enqueue([{ topic, org: caller.org, payload: over, runAt: ends, maxAttempts: 200 }]);
  await say(kernel, caller, {
    key,
    state: 'firing',
    at: now.toISOString(),
    endsAt: ends.toISOString(),
    service: service.trim(),
    environment: environment?.trim() || null,
  });
  return { alert, endsAt: ends.toISOString(), position: await kernel.log.head() };
};

const tags = ['alerts'];
const config = { right: 'ingest' } as const;

const routes = (http: Http, kernel: Kernel): void => {
  const waitOf = shares(share);
  http.post(
    '/api/v1/alerts/tests',
    {
      config,
      bodyLimit: 16 * 1024,
      schema: {
        summary: 'Fires an alert that is a test, by the way that all alerts go; it resolves itself',
        tags,
        body: NewTestAlert,
        response: { 201: TestAlertMade },
      },
    },
    async ({ caller, body }, reply) => {
      const seconds = waitOf(`${caller.org}`, kernel.clock.now().getTime());
      if (seconds > 0) throw refused('alert.tests-too-many', { retryAfterSeconds: seconds });
      return reply.code(201).send(await fire(kernel, caller, body));
    },
  );
  http.post(
    '/api/v1/alerts/tests/:id/resolve',
    {
      config,
      schema: {
        summary: 'Resolves a test alert now',
        tags,
        params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
        response: { 200: Type.Object({ position: Type.Integer() }) },
      },
    },
    async ({ caller, params: { id } }) => {
      await resolve(kernel, caller, id);
      return { position: await kernel.log.head() };
    },
  );
};

const isNoTest = (error: unknown): boolean => error instanceof Refusal && error.code === 'alert.no-test';

const topics = (kernel: Kernel): Topic[] => [
  {
    name: topic,
    retry: { baseMs: 1000, capMs: 60_000 },
    run: ({ org, payload }: RunningTask<Over>) =>
      // One whose firing was never recorded needs no end.
      resolve(kernel, { ...nightjarItself, org }, payload.alert).catch((error: unknown) => {
        if (!isNoTest(error)) throw error;
      }),
  },
];

/** Alerts that somebody makes to see where they come out. */
export const testAlerts = domain({ name: 'test-alerts', routes, topics });
