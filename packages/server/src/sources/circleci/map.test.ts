import { expect, test } from 'vitest';
import { fixtureOf, readAs } from '../testing/sender.ts';
import { circleci } from './index.ts';
import { sender } from './testing/sender.ts';

type Body = Record<string, object> & { readonly type: string };
const fixture = (name: string) => fixtureOf<Body>(sender, name).body;
const first = (name: string, more: object = {}) => {
  const body = { ...fixture(name), ...more };
  return readAs(circleci, body.type, body).observed[0];
};

test('a workflow that is started again is another change; told again it is the same', () => {
  const { workflow } = fixture('workflow.failed');
  const again = first('workflow.failed', { workflow: { ...workflow, id: 'another', status: 'success' } });
  expect(again?.change).not.toBe(first('workflow.failed')?.change);
  expect(first('workflow.failed', { id: 'another delivery' })?.change).toBe(first('workflow.failed')?.change);
});

test('a job that is its workflow at work is one change with it, with one title', () => {
  const { workflow } = fixture('workflow.failed');
  for (const name of ['deploy', 'deploy-production']) {
    const { job } = fixture('job.deploy');
    const seen = first('job.deploy', { workflow, job: { ...job, name } });
    expect(seen?.change).toBe(first('workflow.failed')?.change);
    expect(seen?.observation.title).toBe(first('workflow.failed')?.observation.title);
  }
});

test('two jobs that deploy to two places are two changes, whatever their workflow is called', () => {
  const workflow = { ...fixture('workflow.failed')['workflow'], name: 'build-test-deploy' };
  expect(first('job.deploy', { workflow })?.change).not.toBe(
    first('job.deploy_failed', { workflow })?.change,
  );
});

test('the long and the short way to write a project are one project', () => {
  const project = { name: 'pricing', slug: 'gh/acme/pricing' };
  expect(first('workflow.failed', { project })?.change).toBe(first('workflow.failed')?.change);
});
