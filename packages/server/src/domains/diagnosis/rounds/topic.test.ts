import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { diagnosisId } from '../../../change/identity.ts';
import type { Evidence } from '../../../evidence/parts.ts';
import type { DiagnosisMade, Question } from '../events.ts';
import { diagnosisHouse } from '../testing/house.ts';
import { begins, deployed, minute, pagedAt, seriesOf } from '../testing/night.ts';
import { roundTasks } from './round-task.ts';
import { roundsTopic } from './topic.ts';

const id = diagnosisId(1, 'group one');

const question: Question = {
  alert: 'alr_1',
  title: 'CheckoutLatency',
  service: 'checkout',
  environment: 'prod',
  signal: '',
  pagedAt: new Date(pagedAt).toISOString(),
};

const tasks = (more: Partial<Question> = {}) =>
  roundTasks(1, { diagnosis: id, question: { ...question, ...more }, group: 'grp_1' }, new Date(pagedAt));

const deploy = deployed('pricing', begins - 2 * minute, { title: 'Deploy pricing v812' });

const told = async (house: Awaited<ReturnType<typeof diagnosisHouse>>) => {
  const facts = await house.kernel.log.read({ after: 0, limit: 100, types: ['DiagnosisMade'] });
  return facts.map(({ data }) => data as DiagnosisMade['data']);
};

test('a round is made as its task comes, each once, and who tells people hears of it', async () => {
  await using house = await diagnosisHouse({ tell: ['test.told'] });
  await house.start();
  await house.described();
  const [guilty] = await house.changed(deploy);
  const [first, second] = tasks();
  await house.kernel.tasks.enqueue([first, first].flatMap((it) => it ?? []));
  await house.settled();
  house.state.now = pagedAt + minute;
  const { runAt: _, ...now } = second ?? { topic: '' };
  await house.kernel.tasks.enqueue([now]);
  await house.settled();
  await house.kernel.tasks.enqueue([now]);
  await house.settled();
  const made = await told(house);
  expect(made.map(({ round, after }) => [round, after])).toEqual([
    [1, 0],
    [2, 1],
  ]);
  expect(made[0]).toMatchObject({
    question: { alert: 'alr_1', signal: 'latency', service: 'checkout' },
    now: new Date(pagedAt).toISOString(),
    answer: { verdict: 'change' },
    changes: { [guilty ?? '']: { title: 'Deploy pricing v812' } },
  });
  expect(made[0]?.features.nodes.length).toBeGreaterThan(3);
  const waiting = await house.database.many<{ payload: unknown }>(
    sql`select payload from nightjar.task where topic = 'test.told' order by seq`,
  );
  expect(waiting.map(({ payload }) => payload)).toEqual([
    { diagnosis: id, round: 1 },
    { diagnosis: id, round: 2 },
  ]);
  const { body } = await house.get(`/api/v1/diagnoses/${id}?min_pos=${await house.kernel.log.head()}`);
  expect(body).toMatchObject({ round: 2, after: 1, alert: 'alr_1', rounds: [{ after: 0 }, { after: 1 }] });
});

test('what was said at the page stays so, whatever is said later', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await house.described();
  await house.changed(deploy);
  const sick = house.state.series;
  house.state.series = [seriesOf('checkout', 'latency', { usual: 200 })];
  await house.kernel.tasks.enqueue(tasks().slice(0, 1));
  await house.settled();
  house.state.series = sick;
  await house.kernel.tasks.enqueue(
    tasks()
      .slice(1, 2)
      .map(({ runAt: _, ...task }) => task),
  );
  await house.settled();
  const last = await house.get(`/api/v1/diagnoses/${id}?min_pos=${await house.kernel.log.head()}`);
  expect(last.body).toMatchObject({ round: 2, verdict: 'change' });
  const first = await house.get(`/api/v1/diagnoses/${id}/rounds/1`);
  expect(first.body).toMatchObject({ round: 1, verdict: 'unknown', suspects: [], probability: 0.5 });
  expect(first.body.rounds).toHaveLength(2);
  expect((await house.get(`/api/v1/diagnoses/${id}/rounds/3`)).body.code).toBe('diagnosis.unknown-round');
});

test('after a standstill the last round that is due is made, and none of those before', async () => {
  await using house = await diagnosisHouse();
  await house.described().catch(() => {});
  house.state.now = pagedAt + 6 * minute;
  const overdue = tasks()
    .slice(0, 3)
    .map(({ runAt: _, ...task }) => task);
  await house.kernel.tasks.enqueue(overdue);
  await house.start();
  await house.settled();
  expect((await told(house)).map(({ round, after }) => [round, after])).toEqual([[1, 5]]);
});

test('what fails is tried again, and an alert about nobody knows what is answered honestly', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await house.described();
  let fails = 1;
  const { series } = house.state;
  Object.defineProperty(house.state, 'series', {
    get: () => {
      if (fails-- > 0) throw new Error('The telemetry is away.');
      return series;
    },
  });
  await house.kernel.tasks.enqueue(tasks().slice(0, 1));
  for (let tries = 0; tries < 100 && (await told(house)).length === 0; tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await told(house)).toHaveLength(1);

  const other = diagnosisId(1, 'group two');
  const [task] = roundTasks(
    1,
    { diagnosis: other, question: { ...question, service: null }, group: null },
    new Date(pagedAt),
  );
  await house.kernel.tasks.enqueue([task].flatMap((it) => it ?? []));
  await house.settled();
  const { body } = await house.get(`/api/v1/diagnoses/${other}?min_pos=${await house.kernel.log.head()}`);
  expect(body).toMatchObject({ service: null, verdict: 'unknown', suspects: [], services: [], owner: null });
  expect(body.without.map(({ says }: { says: string }) => says)).toContain(
    'Nobody knows which service the alert is about.',
  );
  expect(body.reasons).toEqual([
    'Nobody knows which service the page is about, so nothing near it was looked at.',
  ]);
});

test('evidence that fails for good keeps nobody from hearing, and what could not be read is told, and nothing made of it', async () => {
  await using house = await diagnosisHouse();
  await house.start();
  await house.described();
  const away = async (): Promise<never> => {
    throw new Error('canceling statement due to statement timeout');
  };
  const made = async (name: string, attempt: number, evidence: Partial<Evidence>) => {
    const diagnosis = diagnosisId(1, name);
    const { run } = roundsTopic(house.kernel, { ...house.evidence, ...evidence }, []);
    const [task] = roundTasks(1, { diagnosis, question, group: null }, new Date(pagedAt));
    expect(task?.maxAttempts).toBeGreaterThan(100);
    await run({ org: 1, payload: task?.payload, attempt } as never);
    return (await house.get(`/api/v1/diagnoses/${diagnosis}?min_pos=${await house.kernel.log.head()}`)).body;
  };
  await expect(made('early', 3, { changes: away })).rejects.toThrow('timeout');
  const blind = await made('changes', 4, { changes: away });
  expect(blind).toMatchObject({ verdict: 'unknown', suspects: [], probability: 0.5 });
  expect(blind.reasons).toEqual(['What was changed could not be read.']);
  const says = ({ without }: { without: { says: string }[] }) => without.map((it) => it.says);
  expect(says(blind)).toContain('What was changed could not be read.');
  const deaf = await made('metrics', 9, { series: [away], around: away });
  expect(deaf).toMatchObject({ verdict: 'unknown', suspects: [] });
  expect(deaf.reasons).toEqual([
    'Nothing is measured there that tells what is usual, and nothing near was changed.',
  ]);
  expect(says(deaf)).toEqual(
    expect.arrayContaining([
      'Some of what is measured could not be read.',
      'What the service needs could not be read.',
    ]),
  );
});
