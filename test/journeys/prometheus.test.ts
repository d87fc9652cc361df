import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readSettings } from '@nightjar/kernel/config/settings';
import { sql } from '@nightjar/kernel/database/sql';
import { testFolder } from '@nightjar/kernel/embedded/testing/folder';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { connect } from '@nightjar/sdk/connect';
import type { AlertWithReports } from '@nightjar/sdk/wire';
import { app } from '@nightjar/server/app';
import { serve } from '@nightjar/server/main';
import { table } from '@nightjar/server/settings';
import { alertmanager } from '@nightjar/server/sources/alertmanager/index';
import { expect, test } from 'vitest';
import { freePort, measuredService, noPrometheus, running } from '../canned/monitoring.ts';

const secret = 'moth-wing-42';

const nightjar = async () => {
  await using closing = new AsyncDisposableStack();
  const folder = closing.use(await testFolder());
  const database = closing.use(await testDatabase());
  const settings = readSettings(table, {
    NIGHTJAR_DATA: folder.path,
    NIGHTJAR_PORT: '0',
    NIGHTJAR_LOG_LEVEL: 'silent',
    DATABASE_URL: database.url,
  });
  const server = await serve(settings, { app: { ...app, pages: async () => '' }, say: () => {} });
  closing.defer(server.close);
  const token = (await readFile(join(folder.path, 'token'), 'utf8')).trim();
  const client = connect({ url: server.address, token });
  await client.sources.addSecret('alertmanager', secret);
  const opened = closing.move();
  return {
    address: server.address,
    folder: folder.path,
    client,
    /** Facts about alerts, and deliveries that added none, by the server's own figures. */
    counted: async () => {
      const facts = await database.one<{ n: number }>(
        sql`select count(*)::int as n from nightjar.event where type in ('AlertObserved', 'DeliveryUnread', 'DeliveryIgnored')`,
      );
      const answer = await fetch(`${server.address}/metrics`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const line = /^nightjar_deliveries_total\{source="alertmanager",outcome="duplicate"\} (\d+)$/m;
      return { facts: facts?.n, duplicates: Number(line.exec(await answer.text())?.[1] ?? 0) };
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
};

/** The set-up page's own block, filled in; the test's contribution is only that everything goes fast. */
const alertmanagerYml = (address: string): string =>
  (alertmanager.setup.paste?.text ?? '')
    .replace('{url}', `${address}/hooks/alertmanager`)
    .replace('{secret}', secret)
    .replace(/^route:$/m, 'route:\n  receiver: nightjar\n  group_interval: 1s\n  repeat_interval: 1s');

const prometheusYml = (to: { alertmanager: string; nightjar: string; service: string }): string => `
global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: [rules.yml]
scrape_configs:
  - job_name: kubernetes-pods
    static_configs: [{ targets: ['${to.service}'], labels: { app: pricing, env: prod } }]
alerting:
  alertmanagers:
    - static_configs: [{ targets: ['${to.alertmanager}'] }]
    - basic_auth: { username: prometheus, password: ${secret} }
      static_configs: [{ targets: ['${to.nightjar}'] }]
`;

const rules = `
groups:
  - name: pricing
    rules:
      - alert: PricingErrors
        expr: pricing_errors > 0
        labels: { severity: page }
        annotations:
          summary: Requests to pricing fail
          description: '{{ $value }} errors a second.'
          runbook_url: https://runbooks.example.com/pricing
`;

test('a real Prometheus and its Alertmanager both report an alert: it is one, fires, resolves, and fires anew', async ({
  skip,
}) => {
  skip(noPrometheus !== null, noPrometheus ?? '');
  await using house = await nightjar();
  await using service = await measuredService();
  const [alertmanagerPort, prometheusPort] = [await freePort(), await freePort()];
  const at = (name: string): string => join(house.folder, name);
  await writeFile(at('alertmanager.yml'), alertmanagerYml(house.address));
  await writeFile(at('rules.yml'), rules);
  const targets = { alertmanager: `127.0.0.1:${alertmanagerPort}`, nightjar: new URL(house.address).host };
  await writeFile(at('prometheus.yml'), prometheusYml({ ...targets, service: service.target }));
  await using _alertmanager = await running('alertmanager', alertmanagerPort, [
    `--config.file=${at('alertmanager.yml')}`,
    `--storage.path=${at('alertmanager')}`,
    '--cluster.listen-address=',
  ]);
  await using _prometheus = await running('prometheus', prometheusPort, [
    `--config.file=${at('prometheus.yml')}`,
    `--storage.tsdb.path=${at('prometheus')}`,
    '--rules.alert.resend-delay=2s',
  ]);

  /** The one alert, once it stands so and both ways have said it. */
  const stands = async (state: string, observations: number): Promise<AlertWithReports> => {
    let seen: unknown = null;
    for (let tries = 0; tries < 150; tries++) {
      const { alerts } = await house.client.alerts.list();
      const [first] = alerts;
      if (first !== undefined) {
        const whole = await house.client.alerts.get(first.id);
        seen = { alerts: alerts.length, state: whole.state, observations: whole.observations };
        if (whole.state === state && whole.observations.length >= observations) return whole;
      }
      await sleep(200);
    }
    throw new Error(`It did not come to stand as ${state}: ${JSON.stringify(seen)}`);
  };

  service.set(5);
  const fires = await stands('firing', 2);
  expect(fires).toMatchObject({
    source: 'alertmanager',
    title: 'PricingErrors: Requests to pricing fail',
    severity: 'critical',
    services: ['pricing'],
    environment: 'prod',
    summary: '5 errors a second.',
    episodes: 1,
    labels: { alertname: 'PricingErrors', job: 'kubernetes-pods' },
  });
  expect(fires.links.map(({ label }) => label).sort()).toEqual(['Alertmanager', 'query', 'runbook']);
  expect((await house.client.alerts.list({ state: 'open', service: 'pricing' })).alerts).toHaveLength(1);

  const before = await house.counted();
  for (let tries = 0; tries < 100; tries++) {
    if ((await house.counted()).duplicates >= before.duplicates + 8) break;
    await sleep(200);
  }
  const after = await house.counted();
  expect(after.duplicates).toBeGreaterThanOrEqual(before.duplicates + 8);
  expect([before.facts, after.facts]).toEqual([2, 2]);

  service.set(0);
  const resolved = await stands('resolved', 4);
  expect(resolved).toMatchObject({ id: fires.id, episodes: 1, at: fires.at });
  expect((await house.client.alerts.list({ state: 'open' })).alerts).toEqual([]);

  service.set(7);
  const again = await stands('firing', 6);
  expect(again).toMatchObject({ id: fires.id, episodes: 2, firstAt: fires.firstAt, resolvedAt: null });
  expect(await house.counted()).toMatchObject({ facts: 6 });
}, 120_000);
