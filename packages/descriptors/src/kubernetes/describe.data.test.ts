import { testData } from '@nightjar/kernel/testing/data';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Description, File } from '../description.ts';
import { claimedIn, figuresOf, possibleIn, rowOf } from '../testing/figures.ts';
import { listAt, textAt } from '../unknown.ts';
import { describeObjects } from './describe.ts';
import { objectsIn } from './manifests.ts';

const data = testData('manifests');

const describe = (files: readonly File[]): Description[] =>
  describeObjects(
    files.flatMap((file) => objectsIn(file).objects),
    { cluster: '' },
  );

const running = (descriptions: readonly Description[]): string[] =>
  descriptions.filter(({ says }) => says.deployment !== undefined).map(({ name }) => name);

const workloadKinds = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob']);

const workloadsOf = (files: readonly File[]): string[] =>
  files
    .flatMap(({ text }) => parseAllDocuments(text).map((document) => document.toJS() as unknown))
    .flatMap((object) =>
      workloadKinds.has(textAt(object, 'kind') ?? '') ? (textAt(object, 'metadata', 'name') ?? []) : [],
    );

/** Read here by other means than the code under test: each pod that a policy lets in by its label calls the policy's own. */
const callsOfPolicies = (files: readonly File[]): string[] =>
  files.flatMap(({ text }) => {
    const policy = parseAllDocuments(text)[0]?.toJS() as unknown;
    const to = textAt(policy, 'spec', 'podSelector', 'matchLabels', 'app');
    return listAt(policy, 'spec', 'ingress').flatMap((rule) =>
      listAt(rule, 'from').map((peer) => `${textAt(peer, 'podSelector', 'matchLabels', 'app')} > ${to}`),
    );
  });

const openTo = (files: readonly File[]): string[] =>
  files.flatMap(({ text }) => {
    const policy = parseAllDocuments(text)[0]?.toJS() as unknown;
    const anybody = listAt(policy, 'spec', 'ingress').some((rule) => listAt(rule, 'from').length === 0);
    return anybody ? (textAt(policy, 'spec', 'podSelector', 'matchLabels', 'app') ?? []) : [];
  });

test('Online Boutique shows all its workloads and the calls that its network policies allow', (context) => {
  if (data.absent !== null) return context.skip(data.absent);
  const files = data.texts('online-boutique/release.yaml');
  const policies = data.texts('online-boutique/np');
  const truth = callsOfPolicies(policies);
  expect(truth).toHaveLength(15);
  // A policy that lets anybody in cannot tell who calls: what it is asked of is printed beside, and not judged.
  const open = openTo(policies);
  const judged = (edge: string): boolean => !open.some((to) => edge.endsWith(` > ${to}`));
  const described = describe(files);
  const without = claimedIn(described).filter(judged);
  const withPolicies = claimedIn(describe([...files, ...policies])).filter(judged);
  const figures = {
    workloads: figuresOf(running(described), workloadsOf(files)),
    without: figuresOf(without, truth),
    with: figuresOf(withPolicies, truth),
  };
  console.table([
    rowOf('Online Boutique: workloads', figures.workloads),
    rowOf('calls, from release.yaml alone', figures.without),
    rowOf('calls, with network policies', figures.with),
  ]);
  console.log(
    'claimed, but not for the policies to judge:',
    claimedIn(described).filter((edge) => !judged(edge)),
  );
  expect(figures.workloads.right).toHaveLength(12);
  for (const { wrong, missed } of Object.values(figures))
    expect({ wrong, missed }).toEqual({ wrong: [], missed: [] });
});

/** As the sources of Bank of Anthos show it: who reads which of the addresses given. */
const bankCalls = [
  'balancereader > ledger-db',
  'contacts > accounts-db',
  'frontend > balancereader',
  'frontend > contacts',
  'frontend > ledgerwriter',
  'frontend > transactionhistory',
  'frontend > userservice',
  'ledgerwriter > balancereader',
  'ledgerwriter > ledger-db',
  'loadgenerator > frontend',
  'transactionhistory > ledger-db',
  'userservice > accounts-db',
];

test('Bank of Anthos shows its workloads with team and tier, and no call that a shared map makes up', (context) => {
  if (data.absent !== null) return context.skip(data.absent);
  const files = data.texts('bank-of-anthos/kubernetes-manifests');
  const described = describe(files);
  const workloads = figuresOf(running(described), workloadsOf(files));
  const calls = figuresOf(claimedIn(described), bankCalls);
  const possible = figuresOf([...claimedIn(described), ...possibleIn(described)], bankCalls);
  console.table([
    rowOf('Bank of Anthos: workloads', workloads),
    rowOf('calls claimed', calls),
    rowOf('calls claimed or possible', possible),
  ]);
  console.log('false calls claimed:', calls.wrong, '\ncalls missed:', calls.missed);
  console.log('listed as possible:', possibleIn(described));
  expect(workloads).toMatchObject({ wrong: [], missed: [] });
  expect(workloads.right).toHaveLength(9);
  for (const { says } of described.filter((one) => running([one]).length > 0)) {
    expect(says.owners).toEqual([
      expect.stringMatching(/^team:default\/(accounts|ledger|frontend|loadgenerator)$/),
    ]);
    expect(says.tags?.['tier']).toMatch(/^(db|backend|web|test)$/);
    expect(says.versions).toEqual({ development: 'v0.6.10' });
  }
  expect(calls.wrong).toEqual([]);
  expect(calls.missed).toEqual(['ledgerwriter > balancereader']);
  expect(possibleIn(described)).toContain('ledgerwriter > balancereader');
  expect(JSON.stringify(described)).not.toMatch(/accounts-pwd|bankofanthos"|"password"/);
});
