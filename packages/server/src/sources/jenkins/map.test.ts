import { describe, expect, test } from 'vitest';
import { fixtureOf, readAs } from '../testing/sender.ts';
import { jenkins } from './index.ts';
import { serviceIn } from './job.ts';
import { sender } from './testing/sender.ts';

type Body = { readonly name: string; readonly url?: string; readonly build: Record<string, unknown> };
const fixture = (name: string) => fixtureOf<Body>(sender, name).body;

const read = (name: string, build: object = {}) => {
  const body = fixture(name);
  return readAs(jenkins, 'build', { ...body, build: { ...body.build, ...build } });
};
const first = (name: string, build: object = {}) => read(name, build).observed[0];

test('the four phases of a build are one change with one title; the next build is another', () => {
  const all = ['queued', 'started', 'completed', 'finalized'].map((phase) => first(`plugin.${phase}`));
  expect(new Set(all.map((it) => it?.change)).size).toBe(1);
  expect(new Set(all.map((it) => it?.observation.title))).toEqual(
    new Set(['Deploy pricing v812 to production']),
  );
  expect(all.map((it) => it?.observation.phase)).toEqual(['planned', 'started', 'finished', 'finished']);
  expect(first('plugin.rollback')?.change).not.toBe(all[0]?.change);
});

test('what the plugin and the step tell of one build is one change', () => {
  const build = { number: 18, full_url: fixture('plugin.queued').build['full_url'] };
  expect(first('step.started', build)?.change).toBe(first('plugin.queued')?.change);
});

test('the same job of two Jenkins is two', () => {
  const elsewhere = { full_url: 'https://ci.example.com/jenkins/job/money/job/deploy-pricing/18/' };
  const seen = first('plugin.queued', elsewhere);
  expect(seen?.observation.key).toBe('ci.example.com/jenkins/money/deploy-pricing/18');
  expect(seen?.change).not.toBe(first('plugin.queued')?.change);
});

test('the branches of a multibranch pipeline are builds of one job, each with its own numbers', () => {
  const seen = first('plugin.multibranch');
  expect(seen?.observation).toMatchObject({ services: ['pricing'], title: 'Run pricing on main' });
  expect(seen?.observation.key).toBe('jenkins.example.com/pricing/main/41');
});

test('a job that deploys is told of whatever branch it is run from, as such jobs take any', () => {
  expect(first('plugin.failed', { scm: { branch: 'origin/hotfix' } })?.observation.kind).toBe('deploy');
});

test('a person who is named by an address loses its domain', () => {
  expect(first('step.started', { user: 'joey@example.com' })?.observation.actor?.name).toBe('joey');
});

test('a moment in milliseconds, as older versions of the plugin write it, is read', () => {
  expect(first('plugin.started', { timestamp: 1772333104512 })?.observation.at).toBe(
    '2026-03-01T02:45:04.512Z',
  );
});

describe('the service that a job is called after', () => {
  test.each([
    ['deploy-pricing-prod', 'pricing'],
    ['pricing_deploy', 'pricing'],
    ['Release checkout-api to staging', 'checkout-api'],
    ['deploy', 'deploy'],
    ['deploy-prod', 'deploy-prod'],
    ['pricing', 'pricing'],
  ])('%s: %s', (job, service) => {
    expect(serviceIn(job)).toBe(service);
  });
});

test('the start of a job that may turn out to check a proposal is no change that never ends', () => {
  const build = { full_url: 'https://ci.example.com/job/pricing-tests/7/', parameters: {}, scm: {} };
  const told = ['plugin.queued', 'plugin.started'].map((name) => {
    const body = { ...fixture(name), name: 'pricing-tests', url: 'job/pricing-tests/' };
    return readAs(jenkins, 'build', { ...body, build: { ...body.build, ...build } });
  });
  expect(told.map(({ observed }) => observed.length)).toEqual([0, 0]);
  expect(first('plugin.completed', build)?.observation.phase).toBe('finished');
});
