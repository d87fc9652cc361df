import type { Report } from '@nightjar/sdk/wire';
import { people, services } from './cast.ts';

// A believable company: sixty services and data stores, two weeks of changes, one bad night. The same `until` gives the same company.

const summaries = [
  'Round discounts half-even',
  'Retry the bank once more',
  'Bump base image',
  'Drop the old cache key',
  'Log the refusal code',
  'Faster cold start',
  'Fix a leak of connections',
  'New empty state',
];

/** mulberry32: small, seeded, good enough for a story. */
export const chance = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

const minute = 60_000;
/** The share of the changes that are deploys. */
const deploys = 0.62;

export const company = (until: Date, changes = 2000): Report[] => {
  const random = chance(812);
  const one = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const reports: Report[] = [];
  const versions = new Map<string, number>();
  /** What runs, by service and environment. */
  const running = new Map<string, number>();
  const at = (minutesAgo: number): string => new Date(until.getTime() - minutesAgo * minute).toISOString();
  const human = (name: string) => ({ name, kind: 'human' as const });
  const robot = (name: string, onBehalfOf?: string) =>
    onBehalfOf === undefined
      ? { name, kind: 'automation' as const }
      : { name, kind: 'automation' as const, onBehalfOf };

  const deploy = (
    service: string,
    environment: string,
    minutesAgo: number,
    ends: 'finished' | 'failed' | 'reverted' | null,
  ): void => {
    const n = (versions.get(service) ?? 100 + Math.floor(random() * 800)) + 1;
    versions.set(service, n);
    const where = `${service}/${environment}`;
    const before = running.get(where) ?? n - 1;
    if (ends === 'finished') running.set(where, n);
    const shared: Report = {
      source: 'ci',
      key: `${where}/v${n}`,
      kind: 'deploy',
      title: `Deploy ${service} v${n}`,
      services: [service],
      environment,
      actor: random() < 0.3 ? robot('deploybot', one(people)) : human(one(people)),
      version: `v${n}`,
      previousVersion: `v${before}`,
      summary: one(summaries),
      tags: { team: services.find(({ name }) => name === service)?.team ?? 'platform' },
      links: [{ label: 'pipeline', url: `https://ci.example/${service}/${n}` }],
      revert: { label: `roll back to v${before}`, url: `https://ci.example/${service}/${before}/deploy` },
    };
    const took = 1 + random() * 7;
    reports.push({ ...shared, phase: 'started', at: at(minutesAgo) });
    if (ends !== null) reports.push({ ...shared, phase: ends, at: at(Math.max(0.2, minutesAgo - took)) });
  };

  // The oldest first: versions grow with the time.
  const plan = Array.from({ length: changes }, () => ({
    minutesAgo: 90 + random() * 14 * 24 * 60,
    who: one(services),
    environment: random() < 0.7 ? 'prod' : 'staging',
    what: random(),
  })).sort((a, b) => b.minutesAgo - a.minutesAgo);
  // They count up to those of the bad night.
  for (const [service, last] of [
    ['pricing', 811],
    ['search', 1289],
  ] as const)
    versions.set(
      service,
      last - plan.filter(({ who, what }) => who.name === service && what < deploys).length,
    );
  for (const [i, { minutesAgo, who, environment, what }] of plan.entries()) {
    const { name: service, team } = who;
    const common = {
      services: [service],
      environment,
      tags: { team },
      at: at(minutesAgo),
      phase: 'finished' as const,
    };
    if (what < deploys)
      deploy(
        service,
        environment,
        minutesAgo,
        random() < 0.05 ? 'failed' : random() < 0.03 ? 'reverted' : 'finished',
      );
    else if (what < 0.74)
      reports.push({
        ...common,
        source: 'flags',
        key: `flag-${i}`,
        kind: 'flag',
        title: `new-${service} on for ${one([5, 10, 25, 50, 100])} %`,
        actor: human(one(people)),
      });
    else if (what < 0.84)
      reports.push({
        ...common,
        source: 'kubernetes',
        key: `scale-${i}`,
        kind: 'scale',
        title: `Replicas ${3 + Math.floor(random() * 9)} → ${3 + Math.floor(random() * 12)}`,
        summary: 'HorizontalPodAutoscaler',
        actor: robot('kubernetes'),
      });
    else if (what < 0.92)
      reports.push({
        ...common,
        source: 'config',
        key: `config-${i}`,
        kind: 'config',
        title: `Timeout to ${one(services).name} ${one([200, 500, 800])} → ${one([1000, 1500, 2000])} ms`,
        actor: human(one(people)),
      });
    else if (what < 0.96)
      reports.push({
        ...common,
        source: 'migrations',
        key: `schema-${i}`,
        kind: 'schema',
        title: `Migration 0${100 + (i % 90)}_add_index_${service.replaceAll('-', '_')}`,
        actor: robot('deploybot', one(people)),
      });
    else
      reports.push({
        ...common,
        source: 'terraform',
        key: `infra-${i}`,
        kind: 'infrastructure',
        title: `Terraform apply ${one(['edge-eu', 'edge-us', 'core'])}`,
        summary: `${1 + Math.floor(random() * 5)} changed, 0 destroyed`,
        actor: robot('terraform', one(people)),
      });
  }

  // The bad night: somebody changes how discounts round, and checkout begins to fail.
  const prod = { environment: 'prod', phase: 'finished' as const };
  deploy('search', 'prod', 80, 'reverted');
  reports.push({
    ...prod,
    source: 'terraform',
    key: 'night-1',
    kind: 'infrastructure',
    services: ['gateway', 'dns'],
    title: 'Terraform apply edge-eu',
    summary: '3 changed, 0 destroyed',
    at: at(71),
    actor: robot('terraform', 'sam'),
  });
  reports.push({
    ...prod,
    source: 'migrations',
    key: 'night-2',
    kind: 'schema',
    services: ['ledger'],
    title: 'Migration 0142_add_index_payer',
    summary: 'concurrently, 11 min',
    at: at(58),
    actor: robot('deploybot', 'lee'),
  });
  reports.push({
    ...prod,
    source: 'config',
    key: 'night-3',
    kind: 'config',
    services: ['gateway'],
    title: 'Rate limit /v1/quotes 200 → 400 rps',
    at: at(44),
    actor: human('ana'),
  });
  reports.push({
    ...prod,
    source: 'renovate',
    key: 'night-4',
    kind: 'deploy',
    services: services.slice(0, 41).map(({ name }) => name),
    title: 'Base image node 24.20 → 24.21',
    summary: 'one rollout, 41 of 41 healthy',
    at: at(36),
    actor: robot('renovate[bot]'),
  });
  reports.push({
    ...prod,
    source: 'kubernetes',
    key: 'night-5',
    kind: 'scale',
    services: ['pricing'],
    title: 'Replicas 10 → 3',
    summary: 'HorizontalPodAutoscaler, cpu 21 %',
    at: at(22),
    actor: robot('kubernetes'),
  });
  reports.push({
    ...prod,
    source: 'flags',
    key: 'night-6',
    kind: 'flag',
    services: ['search'],
    title: 'new-ranker on for 10 % → 50 %',
    at: at(14),
    actor: human('mina'),
  });
  deploy('pricing', 'prod', 11, 'finished');
  deploy('checkout', 'prod', 6, 'failed');
  deploy('payments', 'staging', 3, 'finished');
  deploy('pricing', 'prod', 1, null);
  return reports;
};

/** What ran in prod at a time, by service, after all that had been reported until then. */
export const runningIn = (reports: readonly Report[], at: Date): ReadonlyMap<string, string> => {
  const running = new Map<string, string>();
  for (const { kind, environment, phase, services, version, at: then } of reports) {
    if (kind !== 'deploy' || environment !== 'prod' || phase !== 'finished') continue;
    if (!version || !then || then > at.toISOString()) continue;
    for (const service of services ?? []) running.set(service, version);
  }
  return running;
};
