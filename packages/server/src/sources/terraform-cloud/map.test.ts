import { expect, test } from 'vitest';
import { intakeHouse, secret } from '../testing/intake-house.ts';
import { readAs, receivedAt } from '../testing/sender.ts';
import { terraformCloud } from './index.ts';
import { sender } from './testing/sender.ts';

const fixture = (name: string) =>
  sender.fixtures.find((it) => it.name === name)?.body as Record<string, unknown>;
const changeIn = (body: unknown) => readAs(terraformCloud, 'run', body).observed[0];

test('all that is told of a run is one change, from its creation to its end', () => {
  const told = ['run.created', 'run.needs_attention', 'run.applying', 'run.completed'].map((name) =>
    changeIn(fixture(name)),
  );
  expect(new Set(told.map((it) => it?.change)).size).toBe(1);
  expect(new Set(told.map((it) => it?.observation.title)).size).toBe(1);
  expect(told.map((it) => it?.observation.phase)).toEqual(['planned', 'planned', 'started', 'finished']);
});

test('the same run id at another organisation, or on another server, is another change', () => {
  const run = fixture('run.completed');
  const others = [
    { ...run, organization_name: 'other-org' },
    { ...run, run_url: 'https://tfe.acme.example/app/acme-org/my-workspace/runs/run-FwnENkvDnrpyFC7M' },
  ];
  expect(new Set([run, ...others].map((it) => changeIn(it)?.change)).size).toBe(3);
});

test('a payload of several notifications tells of each', () => {
  const [created, applying] = ['run.created', 'run.applying'].map(
    (name) => (fixture(name)['notifications'] as unknown[])[0],
  );
  const body = { ...fixture('run.created'), notifications: [created, { trigger: 'run:invented' }, applying] };
  const { observed } = readAs(terraformCloud, 'run', body);
  expect(observed.map(({ observation }) => observation.phase)).toEqual(['planned', 'started']);
});

test('the verification is answered with 200 and leaves no trace; one that is not signed is refused', async () => {
  await using it = await intakeHouse({ source: terraformCloud });
  const payload = Buffer.from(JSON.stringify(fixture('verification')));
  const post = (headers: Record<string, string>) =>
    it.door.http.inject({
      method: 'POST',
      url: '/hooks/terraform-cloud',
      headers: { 'content-type': 'application/json', ...headers },
      payload,
    });
  expect((await post({})).statusCode).toBe(401);
  const signed = sender.sign(payload, secret, receivedAt) as Record<string, string>;
  expect((await post(signed)).statusCode).toBe(200);
  expect(await it.facts()).toEqual([]);
});

test('a run by the token of a team or an organisation is a robot’s', () => {
  const by = (run_created_by: string) =>
    changeIn({ ...fixture('run.created'), run_created_by })?.observation.actor?.kind;
  expect(['api-team_12345', 'api-org-acme-x1', 'api-joey', 'joey'].map(by)).toEqual([
    ...['automation', 'automation', 'unknown', 'unknown'],
  ]);
});
