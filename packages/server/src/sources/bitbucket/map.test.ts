import { expect, test } from 'vitest';
import { fixtureOf, readAs, receivedAt } from '../testing/sender.ts';
import { bitbucket } from './index.ts';
import { sender } from './testing/sender.ts';

type Body = Record<string, object>;
const fixture = (name: string) => fixtureOf<Body>(sender, name);

const read = (name: string, more: object = {}) => {
  const { headers, body } = fixture(name);
  return readAs(bitbucket, headers['x-event-key'] ?? '', { ...body, ...more });
};
const changeIn = (name: string, more: object = {}) => read(name, more).observed[0]?.change;

test.each([
  ['cloud.pull_request.merged', 'cloud.push.merge'],
  ['own.pr.merged', 'own.refs_changed.merge'],
])('a merge and the push it makes are one change, with one title: %s', (merged, pushed) => {
  expect(changeIn(merged)).toBe(changeIn(pushed));
  expect(read(merged).observed[0]?.observation.title).toBe(read(pushed).observed[0]?.observation.title);
});

test('the states of a run are one change; the run that is started again is another', () => {
  expect(changeIn('cloud.status.started')).toBe(changeIn('cloud.status.failed'));
  const { commit_status } = fixture('cloud.status.failed').body;
  const again = { commit_status: { ...commit_status, url: 'https://ci.example.com/builds/793' } };
  expect(changeIn('cloud.status.failed', again)).not.toBe(changeIn('cloud.status.failed'));
});

test('a forced push that brings an old commit back is a change of its own', () => {
  const { push } = fixture('cloud.push.forced').body as { push: { changes: object[] } };
  const plain = { push: { changes: push.changes.map((it) => ({ ...it, forced: false })) } };
  expect(changeIn('cloud.push.forced')).not.toBe(changeIn('cloud.push.forced', plain));
});

test('a push that moves the main branch among others tells of the main branch alone', () => {
  const changes = ['cloud.push.branch', 'cloud.push.merge', 'cloud.push.tag'].flatMap((name) => {
    const { push } = fixture(name).body as { push: { changes: object[] } };
    return push.changes;
  });
  const { observed } = read('cloud.push.merge', { push: { changes } });
  expect(observed.map(({ observation }) => observation.title)).toEqual(['Merge #12: Fix rounding of VAT']);
});

test('a Data Center that lists no commits is read all the same', () => {
  const { observed } = read('own.refs_changed.merge', { commits: undefined, toCommit: undefined });
  expect(observed[0]?.observation).toMatchObject({ title: 'Push master', version: 'cbf26be' });
});

test('a delivery is named by the id of either product, and a second attempt is the same delivery', () => {
  const named = (headers: Record<string, string>) =>
    bitbucket.identify({ 'x-event-key': 'repo:push', ...headers }, Buffer.from('{}'), {}, receivedAt)
      ?.delivery;
  expect(named({ 'x-request-uuid': 'u-1', 'x-attempt-number': '1' })).toBe('u-1');
  expect(named({ 'x-request-uuid': 'u-1', 'x-attempt-number': '2' })).toBe('u-1');
  expect(named({ 'x-request-id': 'r-1' })).toBe('r-1');
  expect(named({})).toBeUndefined();
});
