import type { Change, Kind, Observation, Status } from '@nightjar/sdk/wire';

type Sketch = {
  readonly ago: number;
  readonly kind: Kind;
  readonly services: readonly string[];
  readonly title: string;
  readonly by?: string;
  readonly robot?: boolean;
  readonly for?: string;
  readonly env?: string | null;
  readonly status?: Status;
  readonly took?: number;
  readonly from?: string;
  readonly to?: string;
  readonly summary?: string;
  readonly source?: string;
  readonly tags?: Readonly<Record<string, string>>;
};

const s = 1000;
const m = 60 * s;
const h = 60 * m;

const sketches: readonly Sketch[] = [
  {
    ago: 8 * s,
    kind: 'deploy',
    services: ['pricing'],
    title: 'Deploy pricing',
    by: 'ana',
    from: 'v812',
    to: 'v811',
    status: 'running',
  },
  {
    ago: 70 * s,
    kind: 'other',
    services: ['checkout'],
    title: 'Error budget burns 14.4×: page, 1 h and 5 min windows',
    by: 'alertmanager',
    robot: true,
    status: 'failed',
  },
  {
    ago: 5 * m,
    kind: 'deploy',
    services: ['pricing'],
    title: 'Deploy pricing: “Round discounts half-even”',
    by: 'joey',
    from: 'v811',
    to: 'v812',
    took: 134 * s,
    summary: '3 commits\n\n* Round discounts half-even\n* Drop the old rounding table\n* Test the cents',
    tags: { team: 'money', region: 'eu-west-1' },
  },
  {
    ago: 9 * m,
    kind: 'flag',
    services: ['search'],
    title: 'new-ranker on for 10 % → 50 %',
    by: 'mina',
    source: 'unleash',
  },
  {
    ago: 14 * m,
    kind: 'deploy',
    services: ['cart', 'checkout'],
    title: 'Deploy cart and checkout',
    by: 'deploybot',
    robot: true,
    for: 'lee',
    from: 'v2.17.3',
    to: 'v2.18.0-rc.1',
    status: 'running',
    env: 'staging',
  },
  {
    ago: 18 * m,
    kind: 'scale',
    services: ['pricing'],
    title: 'Replicas 10 → 3: HorizontalPodAutoscaler, cpu 21 %',
    by: 'kubernetes',
    robot: true,
  },
  {
    ago: 30 * m,
    kind: 'deploy',
    services: Array.from({ length: 41 }, (_, n) => `service-${n + 1}`),
    title: 'Base image: one rollout, 41 of 41 healthy',
    by: 'renovate',
    robot: true,
    from: 'node:24.20',
    to: 'node:24.21',
    took: 26 * m,
  },
  {
    ago: 53 * m,
    kind: 'config',
    services: ['gateway'],
    title: 'Rate limit /v1/quotes 200 → 400 rps',
    by: 'ana',
  },
  {
    ago: 71 * m,
    kind: 'deploy',
    services: ['search'],
    title: 'Deploy search: canary failed, p99 +38 %',
    by: 'spinnaker',
    robot: true,
    from: 'v1289',
    to: 'v1290',
    status: 'reverted',
    took: 11 * m,
  },
  {
    ago: 99 * m,
    kind: 'schema',
    services: ['ledger'],
    title: 'Migration 0142_add_index_payer, concurrently',
    by: 'deploybot',
    robot: true,
    for: 'lee',
    took: 11 * m,
  },
  {
    ago: 2 * h + 11 * m,
    kind: 'infrastructure',
    services: ['network'],
    title: 'Terraform apply: 3 changed, 0 destroyed, edge-eu',
    by: 'sam',
    took: 94 * s,
  },
  {
    ago: 2 * h + 19 * m,
    kind: 'deploy',
    services: ['notifications'],
    title: 'Deploy notifications: image pull back-off',
    by: 'argocd',
    robot: true,
    from: 'v77',
    to: 'v78',
    status: 'failed',
    took: 10 * m,
  },
  {
    ago: 2 * h + 40 * m,
    kind: 'experiment',
    services: ['checkout'],
    title: 'Add 200 ms to tax for 1 % of requests',
    by: 'mina',
    status: 'cancelled',
    took: 3 * m,
  },
  {
    ago: 3 * h,
    kind: 'certificate',
    services: ['gateway'],
    title: 'Renewed *.shop.example.com until 18 February',
    by: 'cert-manager',
    robot: true,
  },
  {
    ago: 3 * h + 5 * m,
    kind: 'oncall',
    services: ['money-team'],
    title: 'On call: Ana takes over from Lee',
    by: 'pagerduty',
    robot: true,
    env: null,
  },
  {
    ago: 3 * h + 22 * m,
    kind: 'catalog',
    services: ['pricing'],
    title: 'Owner changed: growth → money-team',
    by: 'CODEOWNERS',
    robot: true,
    env: null,
    source: 'github',
  },
  {
    ago: 3 * h + 40 * m,
    kind: 'deploy',
    services: ['media'],
    title: 'Deploy media',
    by: 'jo',
    to: '9f8b6c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f6a7b',
    from: '1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b',
    took: 52 * s,
    env: 'production-eu-west-1-blue',
  },
  {
    ago: 4 * h,
    kind: 'deploy',
    services: ['catalog-search-indexer-worker'],
    title: 'نشر خدمة الفهرسة الجديدة ✅ 🚀 في الإنتاج',
    by: 'ليلى',
    to: 'v31',
    took: 64 * s,
  },
  {
    ago: 4 * h + 9 * m,
    kind: 'config',
    services: ['<b>bold</b>'],
    title: '<img src=x onerror="document.title=1"> & <script>alert(1)</script>',
    by: '<i>eve</i>',
    env: '<u>env</u>',
    tags: { '<b>k</b>': '<script>1</script>' },
    summary: '<h1>big</h1>',
  },
  {
    ago: 4 * h + 30 * m,
    kind: 'flag',
    services: ['checkout'],
    title: `An endless title ${'with many words '.repeat(310)}`.slice(0, 5000),
    by: 'a-person-with-a-really-long-name@example.com',
  },
  {
    ago: 5 * h,
    kind: 'deploy',
    services: ['👩‍🚒-service'],
    title: '👩‍👩‍👧‍👦 🏳️‍🌈 Z̸̡̛͎a̴̰̿l̵͈̓g̶̱̈o and ‮reversed‬',
    by: '🤖',
    robot: true,
    took: 840,
  },
];

const ordinary: readonly Sketch[] = Array.from({ length: 60 }, (_, n): Sketch => {
  const services = ['cart', 'ledger', 'media', 'search', 'tax', 'accounts', 'shipping', 'quotes'];
  const people = ['lee', 'ana', 'sam', 'jo', 'mina'];
  const service = services[(n * 5) % services.length] ?? 'cart';
  return {
    ago: 6 * h + n * 37 * m + (n % 7) * 43 * s,
    kind: n % 6 === 4 ? 'config' : n % 9 === 5 ? 'flag' : 'deploy',
    services: [service],
    title: n % 6 === 4 ? `Timeout of ${service} 2 s → 3 s` : `Deploy ${service}`,
    by: n % 3 === 0 ? 'deploybot' : (people[n % people.length] ?? 'lee'),
    robot: n % 3 === 0,
    from: `v${500 - n}`,
    to: `v${501 - n}`,
    took: (40 + ((n * 37) % 200)) * s,
    env: n % 5 === 3 ? 'staging' : 'prod',
  };
});

const iso = (at: number): string => new Date(at).toISOString();

/** A change as the server would fold it. */
const drawn = (it: Sketch, now: number, index: number): Change => {
  const at = now - it.ago;
  const status = it.status ?? 'finished';
  const took = it.took ?? null;
  return {
    id: `chg_${index.toString(16).padStart(20, '0')}`,
    source: it.source ?? 'api',
    key: [it.services[0], it.env ?? 'prod', it.to ?? index].join('/'),
    kind: it.kind,
    status,
    at: iso(at),
    startedAt: iso(at),
    finishedAt: status === 'running' || took === null ? null : iso(at + took),
    revertedAt: null,
    durationMs: status === 'running' ? null : took,
    title: it.title,
    services: it.services,
    environment: it.env === undefined ? 'prod' : it.env,
    actor:
      it.by === undefined
        ? null
        : { name: it.by, kind: it.robot === true ? 'automation' : 'human', onBehalfOf: it.for ?? null },
    version: it.to ?? null,
    previousVersion: it.from ?? null,
    links:
      it.kind === 'deploy'
        ? [
            { label: 'pipeline', url: 'https://ci.example.com/pipelines/812' },
            { label: 'diff v811…v812', url: 'https://git.example.com/pricing/compare/v811...v812' },
          ]
        : [],
    revert:
      it.kind === 'deploy' && it.from !== undefined
        ? { label: `roll back to ${it.from.slice(0, 10)}`, url: 'https://cd.example.com/rollback' }
        : null,
    summary: it.summary ?? null,
    tags: it.tags ?? {},
    priority: 'normal',
    bundle: null,
    bundled: null,
  };
};

/** A believable night, newest first: what people see at 3 a.m. and what a page must survive. */
export const night = (now: number): readonly Change[] =>
  [...sketches, ...ordinary].map((it, index) => drawn(it, now, index));

/** One more deploy, just begun. */
export const oneMore = (now: number, index: number): Change =>
  drawn(
    {
      ago: 0,
      kind: 'deploy',
      services: ['tax'],
      title: `Deploy tax: new rates ${index}`,
      by: 'joey',
      from: 'v40',
      to: 'v41',
      status: 'running',
    },
    now,
    1_000 + index,
  );

/** What the change was folded from. */
export const reportsOf = (change: Change): readonly Observation[] => {
  const report = (
    phase: Observation['phase'],
    at: string,
    extra: Observation['extra'] = {},
  ): Observation => ({
    position: 7,
    recordedAt: at,
    phase,
    at,
    title: change.title,
    actor: change.actor,
    version: change.version,
    summary: change.summary,
    links: change.links,
    extra,
    located: null,
    clockAheadMs: 0,
  });
  const begun = report('started', change.startedAt ?? change.at, {
    runner: 'r-17',
    attempt: 1,
    note: '<b>not bold</b>',
  });
  const ended =
    change.finishedAt === null
      ? []
      : [report(change.status === 'failed' ? 'failed' : 'finished', change.finishedAt)];
  return [begun, ...ended];
};
