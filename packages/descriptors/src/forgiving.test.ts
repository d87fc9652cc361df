import { expect, test } from 'vitest';
import { readDescriptors } from './read-descriptors.ts';

const read = (text: string, path = 'catalog-info.yaml') => {
  const [document] = readDescriptors(text, { path, origin: 'github.com/acme/shop' }).documents;
  if (document?.is !== 'read') throw new Error(JSON.stringify(document));
  const { descriptions, warnings } = document;
  return { says: descriptions[0]?.says, entity: descriptions[0]?.entity, warnings };
};
const entity = (kind: string, metadata: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata: {name: a, ${metadata}}\nspec: {type: t, lifecycle: l, owner: o, children: []}\n`;
const links = (...all: string[]) => `links: [${all.join(', ')}]`;

test('a link to where people talk, or to whoever is on call, is a contact too', () => {
  for (const kind of ['Component', 'Group', 'System']) {
    const { says } = read(
      entity(
        kind,
        links(
          '{url: "https://api.slack.com/docs", title: Docs}',
          '{url: "https://acme.slack.com/archives/C1", title: "#pricing"}',
          '{url: "https://acme.pagerduty.com/services/P1", title: Page us}',
          '{url: "https://talk.acme.dev/x", title: Second, icon: chat}',
        ),
      ),
    );
    expect(says?.contacts).toEqual({
      chat: { label: '#pricing', url: 'https://acme.slack.com/archives/C1' },
      onCall: { label: 'Page us', url: 'https://acme.pagerduty.com/services/P1' },
    });
    expect(says?.links).toHaveLength(4);
  }
  const { says } = read(entity('Component', links('{url: "https://talk.acme.dev/x", title: T, type: chat}')));
  expect(says?.contacts).toEqual({ chat: { label: 'T', url: 'https://talk.acme.dev/x' } });
});

test('a link that nobody can follow is left out with its line, and a line break in a title is a blank', () => {
  const { says, warnings } = read(
    entity(
      'Component',
      links('{url: "no address"}', '{url: "javascript:x()"}', '{url: "https://a.example", title: "a\\nb"}'),
    ),
  );
  expect(says?.links).toEqual([{ group: 'links', label: 'a b', url: 'https://a.example' }]);
  expect(warnings).toMatchObject([
    { line: 3, place: 'catalog-info.yaml', says: expect.stringContaining('metadata.links[0].url') },
    { line: 3 },
  ]);
});

test('a kind that is a letter away from a known one is read, with a warning', () => {
  expect(read(entity('Compnent', 'title: x'))).toMatchObject({
    entity: 'compnent:default/a',
    warnings: [{ code: 'kind', line: 2, next: expect.stringContaining('Component') }],
  });
  expect(read(entity('Template', 'title: x')).warnings).toEqual([]);
  expect(read(entity('Environment', 'title: x')).warnings).toEqual([]);
});

test('of effx the annotation names the owner; a field team does where none stands, with a warning', () => {
  const effx = (more: string) =>
    read(`version: effx/v1\nkind: service\nspec: {name: a, contact: {chat: "#a"}, ${more}}\n`, 'effx.yaml');
  const annotated = effx('annotations: {effx.io/owned-by: example team}');
  expect([annotated.says?.owners, annotated.warnings]).toEqual([['team:default/example-team'], []]);
  const field = effx('team: payments');
  expect(field.says).toMatchObject({ owners: ['team:default/payments'], rest: { 'spec.team': 'payments' } });
  expect(field.warnings).toMatchObject([{ line: 3, says: expect.stringContaining('team') }]);
  const bad = effx('linkGroups: [{label: docs, links: [{label: vcs, url: placeholder}]}]');
  expect([bad.says?.links, bad.warnings.length]).toEqual([undefined, 1]);
});
