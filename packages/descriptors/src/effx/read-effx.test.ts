import { expect, test } from 'vitest';
import { readDescriptors } from '../read-descriptors.ts';

const where = {
  path: 'effx.yaml',
  origin: 'github.com/acme/auth',
  repository: 'https://github.com/acme/auth',
};
const readAll = (text: string, path = where.path) => readDescriptors(text, { ...where, path }).documents;

const service = `---
version: effx/v1
kind: Service
spec:
  name: jwt service
  description: grpc service for tokens
  annotations:
    effx.io/owned-by: authentication team
    effx.io/inferred-tags: go
  tags: {group: auth, tier: "1", go: 1.13.5}
  contact:
    email: auth@acme.com
    chat: {label: acme, url: "https://acme.slack.com/archives/C1"}
    onCall: {label: schedule, url: "https://acme.pagerduty.com/schedules#P1"}
    issueTracker: {label: JWT, url: "https://jira.example/JWT"}
  linkGroups:
    - label: runbook
      links:
        - {label: on call, url: "https://notion.example/1"}
    - label: Dashboards
      links:
        - {url: "https://datadog.example/1"}
    - label: Cost
      links:
        - {label: report, url: "https://cost.example/1"}
  dependencies:
    manual:
      - {kind: service, name: user store}
      - {kind: resource, name: redis}
      - {name: mailer}
    found: {}
  extra: 1
---
version: effx/v1
kind: team
spec:
  name: authentication team
  annotations: {effx.io/reports-to: engineering}
  contact:
    on_call: {label: escalation, url: "https://acme.pagerduty.com/1"}
`;

test('a service and its team are read, with the names that people gave them', () => {
  const documents = readAll(service);
  expect(documents.map((each) => (each.is === 'read' ? each.descriptions : each.fault))).toEqual([
    [
      {
        entity: 'service:default/jwt-service',
        name: 'jwt service',
        by: 'effx',
        place: 'effx.yaml',
        line: 2,
        says: {
          description: 'grpc service for tokens',
          tier: 1,
          repository: { url: 'https://github.com/acme/auth' },
          owners: ['team:default/authentication-team'],
          contacts: {
            email: { label: 'auth@acme.com', url: 'mailto:auth@acme.com' },
            chat: { label: 'acme', url: 'https://acme.slack.com/archives/C1' },
            onCall: { label: 'schedule', url: 'https://acme.pagerduty.com/schedules#P1' },
            issues: { label: 'JWT', url: 'https://jira.example/JWT' },
          },
          tags: { group: 'auth', tier: '1', go: '1.13.5' },
          links: [
            { group: 'dashboards', label: 'https://datadog.example/1', url: 'https://datadog.example/1' },
            { group: 'runbooks', label: 'on call', url: 'https://notion.example/1' },
            { group: 'Cost', label: 'report', url: 'https://cost.example/1' },
          ],
          relations: [
            { type: 'dependsOn', to: 'service:default/user-store' },
            { type: 'dependsOn', to: 'resource:default/redis' },
            { type: 'dependsOn', to: 'service:default/mailer' },
          ],
          aliases: ['jwt service'],
          annotations: { 'effx.io/owned-by': 'authentication team', 'effx.io/inferred-tags': 'go' },
          rest: { 'spec.dependencies': { found: {} }, 'spec.extra': 1 },
        },
      },
    ],
    [
      {
        entity: 'team:default/authentication-team',
        name: 'authentication team',
        by: 'effx',
        place: 'effx.yaml',
        line: 34,
        says: {
          contacts: { onCall: { label: 'escalation', url: 'https://acme.pagerduty.com/1' } },
          relations: [{ type: 'childOf', to: 'team:default/engineering' }],
          aliases: ['authentication team'],
          annotations: { 'effx.io/reports-to': 'engineering' },
        },
      },
    ],
  ]);
});

const small = (spec: string, kind = 'service', version = 'effx/v1'): string =>
  `version: ${version}\nkind: ${kind}\nspec: {${spec}}\n`;

test.each([
  ['no name', small('contact: {}'), { code: 'schema', line: 3, says: expect.stringContaining('spec.name') }],
  ['a name without letters', small('name: "--- ", contact: {}'), { code: 'name', line: 3 }],
  [
    'another kind',
    small('name: a, contact: {}', 'user'),
    { code: 'kind', line: 2, next: 'Write service or team.' },
  ],
  ['another version', small('name: a, contact: {}', 'service', 'effx/v9'), { code: 'schema', line: 1 }],
  ['the form before effx/v1', 'service:\n  name: a\n', { code: 'schema', line: 1 }],
  ['a list', '- a\n', { code: 'schema' }],
  ['links that are no list', small('name: a, contact: {}, linkGroups: {a: b}'), { code: 'schema', line: 3 }],
])('%s is refused with its line', (_, text, fault) => {
  expect(readAll(text)[0]).toMatchObject({ is: 'refused', fault });
});

test('without a contact, or with tags that effx would not take, it is read with a warning', () => {
  expect(readAll(small('name: a'))[0]).toMatchObject({ is: 'read', warnings: [{ code: 'schema', line: 3 }] });
  expect(readAll(small('name: a, contact: {}, tags: {b: "go 1.13"}'))[0]).toMatchObject({
    is: 'read',
    warnings: [{ code: 'schema', says: expect.stringContaining('"b"') }],
  });
});

test('names in any script are names, and one name however it is typed', () => {
  const documents = readAll(
    [
      small('name: Caf\u00e9, contact: {}'),
      small('name: cafe\u0301, contact: {}'),
      small('name: 価格 表, contact: {}'),
    ].join('---\n'),
  );
  expect(documents).toMatchObject([
    { is: 'read', descriptions: [{ entity: 'service:default/caf\u00e9' }] },
    { is: 'refused', fault: { code: 'duplicate', says: expect.stringContaining('line 1 ') } },
    { is: 'read', descriptions: [{ entity: 'service:default/価格-表' }] },
  ]);
});

test('tags are read as lists too, and an effx file beside catalog-info.yaml is known by its version', () => {
  const listed = small('name: a, contact: {}, tags: [{key: tier, value: 0}, {key: go}]');
  expect(readAll(listed, 'catalog-info.yaml')[0]).toMatchObject({
    descriptions: [{ by: 'effx', says: { tier: 0, tags: { tier: '0', go: '' } } }],
  });
});
