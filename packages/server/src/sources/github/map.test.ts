import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readAs } from '../testing/sender.ts';
import { github } from './index.ts';
import { sender } from './testing/sender.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));
const read = (event: string, body: unknown) => readAs(github, event, body);
const readFixture = (name: string) => read(name.split('.', 1)[0] ?? '', fixture(name));
const changeIn = (name: string) => {
  const [first] = readFixture(name).observed;
  if (first === undefined) throw new Error(`${name} tells of no change.`);
  return first;
};

test('a deployment and its states are one change', () => {
  const ids = ['deployment', 'deployment_status.in_progress', 'deployment_status.failure'].map(
    (name) => changeIn(name).change,
  );
  expect(new Set(ids).size).toBe(1);
});

test('a merged pull request and the push it makes are one change', () => {
  expect(changeIn('pull_request.merged').change).toBe(changeIn('push.three_commits').change);
});

const push = (message: string, more: object = {}) => {
  const body = { ...(fixture('push.three_commits') as object), ...more, head_commit: { message } };
  return read('push', body).observed[0]?.observation;
};

describe('the title of a push', () => {
  test.each([
    ['Merge pull request #12 from octo/vat\n\nFix rounding of VAT', 'Merge #12: Fix rounding of VAT'],
    [
      'Merge pull request #12 from octo/vat',
      'Push 3 commits to master: Merge pull request #12 from octo/vat',
    ],
    ['Fix rounding of VAT (#12)\n\n* one\n* two', 'Merge #12: Fix rounding of VAT'],
    ['Fix rounding of VAT', 'Push 3 commits to master: Fix rounding of VAT'],
    ['', 'Push 3 commits to master'],
  ])('%j is %j', (message, title) => {
    expect(push(message)?.title).toBe(title);
  });
});

test('a forced push that brings an old commit back is a change of its own', () => {
  const forced = push('Old', { forced: true });
  expect(forced?.title).toBe('Force-push 3 commits to master: Old');
  expect(forced?.key).not.toBe(push('Old')?.key);
});

const run = (change: object) => {
  const body = fixture('workflow_run.failure') as { workflow_run: object };
  return read('workflow_run', { ...body, ...change, workflow_run: { ...body.workflow_run, ...change } });
};

test('a run is one change from its request to its end; running it again is another', () => {
  const ids = ['requested', 'in_progress', 'completed'].map((action) => run({ action }).observed[0]);
  expect(ids.map((it) => it?.observation.phase)).toEqual(['planned', 'started', 'failed']);
  expect(new Set(ids.map((it) => it?.change)).size).toBe(1);
  expect(run({ run_attempt: 2 }).observed[0]?.change).not.toBe(ids[0]?.change);
});

const people = { actor: { login: 'joey', type: 'User' }, triggering_actor: { login: 'ann', type: 'User' } };
const byItself = { name: 'github-actions[bot]', kind: 'automation', onBehalfOf: 'ann' };
const byAnn = { name: 'ann', kind: 'human', onBehalfOf: null };

test.each([
  [{ event: 'push' }, byItself],
  [{ event: 'schedule' }, byItself],
  [{ event: 'workflow_dispatch' }, byAnn],
  [{ event: 'push', run_attempt: 2 }, byAnn],
])('a run that starts by itself is nobody’s act, and one that a person starts is: %j', (change, actor) => {
  expect(run({ ...people, ...change }).observed[0]?.observation.actor).toEqual(actor);
});

test('a run by a robot stays that robot’s', () => {
  const robot = { login: 'renovate[bot]', type: 'Bot' };
  expect(
    run({ event: 'push', actor: robot, triggering_actor: robot, sender: robot }).observed[0]?.observation
      .actor,
  ).toEqual({ name: 'renovate[bot]', kind: 'automation', onBehalfOf: null });
});

test.each([
  [{ event: 'pull_request' }, 'It was started by pull_request: a check, no change.'],
  [{ event: 'push', head_branch: 'vat' }, 'It ran for vat, which is not the main branch.'],
])('a run that only checks a proposal is ignored: %j', (change, why) => {
  expect(run(change)).toMatchObject({ observed: [], why });
});

test.each([
  ['v1.4.0', 'v1.4.0'],
  ['refs/tags/2026.03.1', '2026.03.1'],
  ['release-7', 'release-7'],
  ['main', 'f95f852'],
  ['feature/12-vat', 'f95f852'],
  ['f95f852bd8fca8fcc58a9a2d6c842781e32a215e', 'f95f852'],
])('a deployment of %s has version %s', (ref, version) => {
  const body = fixture('deployment') as { deployment: object };
  const { observed } = read('deployment', { ...body, deployment: { ...body.deployment, ref } });
  expect(observed[0]?.observation.version).toBe(version);
});

test('every payload of @octokit/webhooks-examples is read, and what tells of a change is told apart', () => {
  const readings = (sender.corpus ?? []).map(({ event, body }) => ({ event, ...read(event, body) }));
  const count = (label: (it: (typeof readings)[number]) => string) =>
    Object.fromEntries(
      [...Map.groupBy(readings, label)].map(([name, list]): [string, number] => [name, list.length]).sort(),
    );
  expect(readings).toHaveLength(329);
  expect(count(({ observed }) => observed[0]?.observation.kind ?? 'ignored')).toEqual({
    deploy: 8,
    ignored: 310,
    other: 11,
  });
  expect(count(({ event, observed }) => (observed.length === 0 ? 'ignored' : event))).toEqual({
    deployment: 4,
    deployment_status: 4,
    ignored: 310,
    push: 2,
    release: 4,
    workflow_run: 5,
  });
});
