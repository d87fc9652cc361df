import type { HttpOptions } from '@nightjar/kernel/http/open-http';
import { openKernel } from '@nightjar/kernel/open-kernel';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { testDoor } from '@nightjar/kernel/testing/door';
import { expect, test } from 'vitest';
import { diagnosisId } from '../../change/identity.ts';
import type { Evidence } from '../../evidence/parts.ts';
import { slack } from '../../providers/slack/index.ts';
import {
  asForm,
  botToken,
  press,
  signed,
  signingSecret,
  slackServer,
} from '../../providers/slack/testing/slack-server.ts';
import { alerts, alertToTell } from '../alerts/index.ts';
import { catalogEvidence, catalogWith } from '../catalog/index.ts';
import { usualSettings } from '../catalog/settings.ts';
import { diagnosisById, diagnosisWith, judge } from '../diagnosis/index.ts';
import { roundTasks } from '../diagnosis/rounds/round-task.ts';
import { descriptionsOf } from '../diagnosis/testing/house.ts';
import { begins, minute, nightSeries, pagedAt } from '../diagnosis/testing/night.ts';
import { feed, feedEvidence } from '../feed/index.ts';
import { notificationsWith, tellOfRounds } from './index.ts';
import { until } from './testing/house.ts';

const authenticate: HttpOptions['authenticate'] = () => ({
  org: 1,
  subject: 'token:test',
  rights: new Set(['admin']),
});

test('a page is diagnosed, told in Slack with the guilty change, confirmed there, and the word is kept', async () => {
  await using server = await slackServer();
  await using database = await testDatabase({ connections: 6 });
  const { logger } = capturedLog();
  const clock = { now: () => new Date(pagedAt) };
  const evidence: Evidence = {
    ...catalogEvidence,
    changes: feedEvidence,
    series: [async () => ({ series: nightSeries(), cut: false })],
  };
  const provider = slack({
    botToken,
    appToken: null,
    signingSecrets: [signingSecret],
    channels: ['C0PAGES'],
    apiUrl: server.apiUrl,
    base: new URL('https://nightjar.example'),
    patienceMs: 0,
  });
  const domains = [
    feed,
    catalogWith(usualSettings),
    alerts,
    diagnosisWith(evidence, { tell: [tellOfRounds] }),
    notificationsWith({
      diagnosis: diagnosisById(evidence),
      alert: alertToTell,
      judge,
      changes: evidence.changes,
      providers: [provider],
    }),
  ];
  await using kernel = await openKernel({ url: database.url, logger, domains, clock, graceMs: 500 });
  await using door = await testDoor({ authenticate, logger }, (http) => {
    for (const { routes } of domains) void routes?.(http, kernel);
  });
  await kernel.start();
  const post = async (url: string, payload: object) =>
    (await door.http.inject({ method: 'POST', url, payload })).json();

  await post('/api/v1/catalog/descriptions', descriptionsOf());
  const { results } = await post('/api/v1/changes', [
    {
      source: 'ci',
      key: 'pricing/v812',
      kind: 'deploy',
      title: 'Deploy pricing v812',
      services: ['pricing'],
      environment: 'prod',
      phase: 'finished',
      at: new Date(begins - 2 * minute).toISOString(),
    },
  ]);
  await door.http.inject(`/api/v1/catalog/entities?consistency=strong`);
  await door.http.inject(`/api/v1/changes?consistency=strong`);

  const id = diagnosisId(1, 'group one');
  const question = {
    alert: null,
    title: 'CheckoutLatency',
    service: 'checkout',
    environment: 'prod',
    signal: '',
    pagedAt: clock.now().toISOString(),
  };
  await kernel.tasks.enqueue(
    roundTasks(1, { diagnosis: id, question, group: 'grp_1' }, clock.now()).slice(0, 1),
  );
  const [said] = await until(server.said, (all) => all.length === 1);
  const text = JSON.stringify(said?.blocks);
  expect(text).toContain('Deploy pricing v812');
  expect(text).toContain(`https://nightjar.example/`);
  expect(text).toContain('Owner: ');
  expect(text).toContain('money');

  const [{ change }] = results as [{ change: string }];
  const body = asForm({ payload: JSON.stringify(press(JSON.stringify({ diagnosis: id, change }))) });
  const answer = await door.http.inject({
    method: 'POST',
    url: '/hooks/slack-app/interactions',
    ...signed(body, 'application/x-www-form-urlencoded', { now: clock.now() }),
  });
  expect(answer.statusCode).toBe(200);
  await until(server.said, (all) => JSON.stringify(all[0]?.blocks).includes('joey: Deploy pricing v812'));
  const kept = (await door.http.inject(`/api/v1/diagnoses/${id}?min_pos=${await kernel.log.head()}`)).json();
  expect(kept.judgements).toMatchObject([
    { change, judgement: 'confirmed', by: 'slack:T1:U1', byName: 'joey', from: 'slack' },
  ]);
  expect(server.said()).toHaveLength(1);
}, 60_000);
