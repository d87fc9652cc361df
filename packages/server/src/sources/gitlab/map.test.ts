import { describe, expect, test } from 'vitest';
import { fixtureOf, readAs, receivedAt } from '../testing/sender.ts';
import { gitlab } from './index.ts';
import { sender } from './testing/sender.ts';

type Body = Record<string, object>;
const fixture = (name: string) => fixtureOf<Body>(sender, name);

const read = (name: string, more: object = {}, delivery = 'd-1') => {
  const { headers, body } = fixture(name);
  return readAs(gitlab, headers['x-gitlab-event'] ?? '', { ...body, ...more }, delivery);
};
const changeIn = (name: string, more: object = {}, delivery = 'd-1') =>
  read(name, more, delivery).observed[0]?.change;

test('the states of a deployment are one change; another deployment is another', () => {
  expect(changeIn('deployment.running')).toBe(changeIn('deployment.success'));
  expect(changeIn('deployment.success')).not.toBe(changeIn('deployment.tag'));
});

test('the states of a pipeline are one change', () => {
  expect(changeIn('pipeline.running')).toBe(changeIn('pipeline.failed'));
  expect(changeIn('pipeline.running')).not.toBe(changeIn('pipeline.unnamed_tag'));
});

test('a merge and the push it makes are one change, with one title', () => {
  expect(changeIn('merge_request.merge')).toBe(changeIn('push.merge'));
  const titles = ['merge_request.merge', 'push.merge'].map(
    (name) => read(name).observed[0]?.observation.title,
  );
  expect(new Set(titles)).toEqual(new Set(['Merge !12: Fix rounding of VAT']));
});

test('a merge that was fast-forwarded goes by its last commit, as its push does', () => {
  const { object_attributes } = fixture('merge_request.merge').body;
  const forwarded = { object_attributes: { ...object_attributes, merge_commit_sha: null } };
  expect(changeIn('merge_request.merge', forwarded)).toBe(changeIn('push.direct'));
  const squashed = { object_attributes: { ...forwarded.object_attributes, squash: true } };
  expect(read('merge_request.merge', squashed).observed[0]?.observation.key).toMatch(/merge_requests\/12$/);
});

test('the same project of two installations is two', () => {
  const { project } = fixture('deployment.success').body;
  const elsewhere = { project: { ...project, web_url: 'https://gitlab.other.example/money/pricing' } };
  expect(changeIn('deployment.success', elsewhere)).not.toBe(changeIn('deployment.success'));
});

test('a flag that is turned on, off and on again is three changes, however old the GitLab', () => {
  const turns = ['d-1', 'd-2', 'd-3'].map((delivery) => changeIn('feature_flag.on', {}, delivery));
  expect(new Set(turns).size).toBe(3);
  const named = (uuid: string) =>
    gitlab.identify(
      { 'x-gitlab-event': 'Feature Flag Hook', 'x-gitlab-event-uuid': uuid },
      Buffer.from('{}'),
      {},
      receivedAt,
    );
  expect(named('a')).not.toEqual(named('b'));
});

test('an older commit that is put back is a change of its own', () => {
  const back = { before: 'f'.repeat(40), commits: [], total_commits_count: 0 };
  const [seen] = read('push.merge', back).observed;
  expect(seen?.observation.title).toBe('Set main back to da15608');
  expect(seen?.change).not.toBe(changeIn('push.merge'));
});

const titled = (message: string) => {
  const { commits } = fixture('push.direct').body as unknown as { commits: object[] };
  return read('push.direct', { commits: commits.map((it) => ({ ...it, message })) }).observed[0]?.observation
    .title;
};

describe('the title of a push', () => {
  test.each([
    ["Merge branch 'vat' into 'main'\n\nFix VAT\n\nSee merge request money/pricing!7", 'Merge !7: Fix VAT'],
    ['Fix VAT\n\nSee merge request money/pricing!7', 'Merge !7: Fix VAT'],
    ["Merge branch 'vat' into 'main'\r\n\r\nSee merge request a/b!7", 'Merge !7'],
    [
      'Fix VAT, see merge request money/pricing!7',
      'Push 1 commit to main: Fix VAT, see merge request money/pricing!7',
    ],
    ['', 'Push 1 commit to main'],
  ])('%j is %j', (message, title) => {
    expect(titled(message)).toBe(title);
  });
});

test.each([
  ['push', { name: 'gitlab-ci', kind: 'automation', onBehalfOf: 'joey' }],
  ['schedule', { name: 'gitlab-ci', kind: 'automation', onBehalfOf: 'joey' }],
  ['web', { name: 'joey', kind: 'unknown', onBehalfOf: null }],
])('a pipeline started by %s is whose act it is', (source, actor) => {
  const about = fixture('pipeline.running').body['object_attributes'];
  const { observed } = read('pipeline.running', { object_attributes: { ...about, source } });
  expect(observed[0]?.observation.actor).toEqual(actor);
});
