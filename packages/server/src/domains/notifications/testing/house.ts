import { type Clock, systemClock } from '@nightjar/kernel/clock';
import { sql } from '@nightjar/kernel/database/sql';
import type { HttpOptions } from '@nightjar/kernel/http/open-http';
import { openKernel } from '@nightjar/kernel/open-kernel';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { testDoor } from '@nightjar/kernel/testing/door';
import type { FoundChange } from '../../../evidence/parts.ts';
import type { ToldAlert, ToldDiagnosis, ToldJudgement, ToldSuspect } from '../../../evidence/told.ts';
import type { Provider } from '../../../providers/provider.ts';
import { feed } from '../../feed/index.ts';
import { notificationsWith } from '../index.ts';
import { diagnosisTopic } from '../parts.ts';

const authenticate: HttpOptions['authenticate'] = ({ headers }) => {
  const [, right] = /^Bearer (read|admin)$/.exec(headers.authorization ?? '') ?? [];
  return right === undefined
    ? null
    : { org: 1, subject: `token:${right}`, rights: new Set([right as 'read' | 'admin', 'read' as const]) };
};

export const suspect = (nth: number, said: Partial<ToldSuspect> = {}): ToldSuspect => ({
  change: `chg_${nth}`,
  title: `Deploy pricing v81${nth}`,
  kind: 'deploy',
  service: 'pricing',
  environment: 'prod',
  at: '2026-03-01T02:41:00.000Z',
  completedAt: '2026-03-01T02:44:00.000Z',
  actor: 'joey',
  probability: 0.6 / nth,
  reasons: [
    'It finished at 02:44, 7 min before the trouble began.',
    'errors of pricing rose 7x (0.02 to 0.14).',
  ],
  address: `/changes/chg_${nth}`,
  ...said,
});

/** A pricing that broke a moment ago, except for what the test says. */
export const diagnosed = (id: string, said: Partial<ToldDiagnosis> = {}): ToldDiagnosis => {
  const madeAt = new Date().toISOString();
  return {
    id,
    alert: `alr_${id}`,
    title: `PricingErrors ${id}: 5 % of requests fail`,
    service: 'pricing',
    environment: 'prod',
    pagedAt: madeAt,
    madeAt,
    round: 1,
    after: 0,
    verdict: 'change',
    probability: 0.82,
    onset: madeAt,
    dated: true,
    suspects: [suspect(1), suspect(2)],
    reasons: [],
    candidates: 14,
    without: [],
    owner: {
      name: 'Payments',
      address: '/catalog/group/payments',
      contacts: [{ kind: 'slack', value: '#payments' }],
    },
    judgements: [],
    rounds: [{ round: 1, madeAt }],
    address: `/diagnoses/${id}`,
    ...said,
  };
};

type Options = { readonly providers: readonly Provider[]; readonly clock?: Clock };

/** Notifications and the feed over a database; the diagnoses are the test's own, until a house with all domains tells them. */
export const notificationsHouse = async (
  { url }: { readonly url: string },
  { providers, clock = systemClock }: Options,
) => {
  const { logger, logged } = capturedLog();
  const diagnoses = new Map<string, ToldDiagnosis>();
  const alerts = new Map<string, ToldAlert>();
  const judged: {
    diagnosis: string;
    by: string;
    name: string | undefined;
    change: string | null;
    judgement: string;
  }[] = [];
  const changes: FoundChange[] = [];
  let refusal: Error | null = null;
  const notifications = notificationsWith({
    providers,
    refusedMs: 300,
    diagnosis: async (_, __, id) => diagnoses.get(id) ?? null,
    alert: async (_, __, id) => alerts.get(id) ?? null,
    judge: async (_, caller, id, { change, judgement }) => {
      if (refusal !== null) throw refusal;
      judged.push({ diagnosis: id, by: caller.subject, name: caller.name, change, judgement });
      const it = diagnoses.get(id);
      if (it === undefined) return;
      const said: ToldJudgement = { change, judgement, by: caller.subject, byName: caller.name ?? null };
      const others = it.judgements.filter(({ by, change: of }) => by !== said.by || of !== change);
      diagnoses.set(id, { ...it, judgements: [...others, said] });
    },
    changes: async (_, __, { services }) => ({
      changes: changes.filter((it) => it.services.some((name) => services.includes(name))),
      cut: false,
    }),
  });
  const domains = [feed, notifications];
  const kernel = await openKernel({ url, logger, domains, clock, graceMs: 300 });
  const { http } = await testDoor({ authenticate, logger }, (door) => {
    for (const { routes } of domains) void routes?.(door, kernel);
  });
  await kernel.start();

  const get = async (path: string) => {
    const answer = await http.inject({ url: `/api/v1${path}`, headers: { authorization: 'Bearer read' } });
    return answer.json();
  };
  return {
    kernel,
    http,
    logged,
    judged,
    changes,
    refuse: (error: Error | null) => {
      refusal = error;
    },
    alert: (diagnosis: string, said: Partial<ToldAlert> = {}) =>
      alerts.set(`alr_${diagnosis}`, {
        id: `alr_${diagnosis}`,
        source: 'alertmanager',
        key: `fp-${diagnosis}-0123456789`,
        title: `PricingErrors ${diagnosis}: 5 % of requests fail`,
        links: [],
        labels: {},
        ...said,
      }),
    know: (it: ToldDiagnosis) => diagnoses.set(it.id, it),
    /** As the end of a round does. */
    made: async (...list: readonly ToldDiagnosis[]): Promise<void> => {
      for (const it of list) diagnoses.set(it.id, it);
      await kernel.tasks.enqueue(
        list.map(({ id, round }) => ({ topic: diagnosisTopic, payload: { diagnosis: id, round } })),
      );
    },
    /** What is answered to a test of a place. */
    tested: async (body: object, right = 'admin') => {
      const headers = { authorization: `Bearer ${right}` };
      const answer = await http.inject({
        method: 'POST',
        url: '/api/v1/notifications/tests',
        headers,
        payload: body,
      });
      return answer.json() as Record<string, string>;
    },
    places: async () => {
      const { places } = await get(`/notifications?min_pos=${await kernel.log.head()}`);
      return places as {
        place: string;
        state: string;
        code: string | null;
        told: number;
        notTold: number;
        hears: boolean;
      }[];
    },
    feed: async () =>
      (await get('/changes?consistency=strong')).changes as { title: string; summary: string }[],
    /** Nothing of ours is to be done any more, now or later. */
    settled: () =>
      until(
        () => kernel.database.many(sql`select from nightjar.task where topic like 'notifications.%'`),
        (tasks) => tasks.length === 0,
      ),
    facts: (types: readonly string[]) => kernel.log.read({ after: 0, limit: 1000, types }),
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await kernel[Symbol.asyncDispose]();
    },
  };
};

/** Waits until it holds, and says what stood instead where it never did. */
export const until = async <Value>(
  ask: () => Value | Promise<Value>,
  holds: (value: Value) => boolean,
  withinMs = 10_000,
): Promise<Value> => {
  const began = performance.now();
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    if (performance.now() - began > withinMs) throw new Error(`It never held: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
