// The walls of the house (ARCHITECTURE.md, "Who may import whom"). Each rule carries the sentence that teaches it.
// tools/boundaries-canary holds one planted violation a rule, and a test proves that each is still seen.
// Needs typescript < 7: with 7 the cruiser silently sees 0 modules.

const DOMAINS = '^packages/server/src/domains/';
const SOURCES = '^packages/server/src/sources/';
const TESTS = '(\\.test\\.tsx?$|^test/|^bench/|^tools/|/testing/)';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'kernel-knows-nobody',
      severity: 'error',
      comment: 'The kernel serves every domain and so may know none.',
      from: { path: '^packages/kernel/' },
      to: { path: '^packages/(?!kernel/)' },
    },
    {
      name: 'query-stands-alone',
      severity: 'error',
      comment: 'The filter language runs in server and browser alike: it imports nothing but itself.',
      from: { path: '^packages/query/src/', pathNot: TESTS },
      to: { pathNot: '^packages/query/src/' },
    },
    {
      name: 'descriptors-know-nobody',
      severity: 'error',
      comment:
        'Readers of descriptors run in the server and in the command alike, on text alone: they import nothing of ours, no network and no disk.',
      from: { path: '^packages/descriptors/src/', pathNot: TESTS },
      to: {
        path: '^packages/|^(node:)?(fs|net|http|https|child_process|dns)(/|$)',
        pathNot: '^packages/descriptors/src/',
      },
    },
    {
      name: 'diagnosis-knows-nobody',
      severity: 'error',
      comment:
        'Diagnosis is a function of plain data: it imports nothing of ours, no network, no disk and no clock, so that what was said once can be said again.',
      from: { path: '^packages/diagnosis/src/', pathNot: TESTS },
      to: {
        path: '^packages/|^(node:)?(fs|net|http|https|child_process|dns|timers|perf_hooks|process|os)(/|$)',
        pathNot: '^packages/diagnosis/src/',
      },
    },
    {
      name: 'neighbours-speak-in-events',
      severity: 'error',
      comment: "A domain may read another domain's events.ts, and nothing else of it.",
      from: { path: `${DOMAINS}([^/]+)/`, pathNot: TESTS },
      to: { path: DOMAINS, pathNot: [`${DOMAINS}$1/`, '/events\\.ts$'] },
    },
    {
      name: 'only-projections-and-reactions-listen',
      severity: 'error',
      comment: "Another domain's events are heard in projection.ts and reactions.ts, nowhere else.",
      from: { path: `${DOMAINS}([^/]+)/`, pathNot: ['/(projection|reactions)\\.ts$', '\\.test\\.ts$'] },
      to: { path: `${DOMAINS}[^/]+/events\\.ts$`, pathNot: `${DOMAINS}$1/` },
    },
    {
      name: 'decisions-are-pure',
      severity: 'error',
      comment:
        'events.ts, decide.ts and fold.ts say what may become true; they touch no database, network or file.',
      from: { path: `${DOMAINS}[^/]+/(events|decide|fold)\\.ts$` },
      to: {
        pathNot: [
          `${DOMAINS}[^/]+/`,
          '^packages/server/src/change/',
          '^packages/descriptors/src/',
          '^packages/diagnosis/src/',
          '^packages/kernel/src/(fact|refusal|caller|decide)\\.ts$',
        ],
      },
    },
    {
      name: 'sources-are-sealed',
      severity: 'error',
      comment:
        'A vendor folder imports itself, source.ts, proof.ts, json.ts, the shape of a change and the kernel; never a domain or another vendor.',
      from: { path: `${SOURCES}([^/]+)/`, pathNot: TESTS },
      to: {
        path: '^packages/',
        pathNot: [
          `${SOURCES}$1/`,
          `${SOURCES}(source|proof|json)\\.ts$`,
          '^packages/server/src/change/',
          '^packages/kernel/src/',
        ],
      },
    },
    {
      name: 'sources-speak-in-events',
      severity: 'error',
      comment: "What takes deliveries in may write a domain's events; it reads nothing else of a domain.",
      from: { path: `${SOURCES}[^/]+\\.ts$`, pathNot: TESTS },
      to: { path: DOMAINS, pathNot: '/events\\.ts$' },
    },
    {
      name: 'discoverers-are-sealed',
      severity: 'error',
      comment:
        'A discoverer imports itself, discoverer.ts (hosts: code-host.ts, pages.ts, rest-client.ts, rate-limit.ts), the readers of descriptors and the kernel; never a domain or another vendor.',
      from: { path: '^packages/server/src/discovery/([^/]+)/', pathNot: TESTS },
      to: {
        path: '^packages/',
        pathNot: [
          '^packages/server/src/discovery/$1/',
          '^packages/server/src/discovery/(discoverer|code-host|pages|rest-client|rate-limit)\\.ts$',
          '^packages/descriptors/src/',
          '^packages/kernel/src/',
        ],
      },
    },
    {
      name: 'reconcilers-are-sealed',
      severity: 'error',
      comment:
        "A reconciler imports itself, what all reconcilers share, the clients of its vendor's API that discovery has, the shape of what is fetched and the kernel; never a domain or another vendor.",
      from: { path: '^packages/server/src/reconcile/([^/]+)/', pathNot: TESTS },
      to: {
        path: '^packages/',
        pathNot: [
          '^packages/server/src/reconcile/$1/',
          '^packages/server/src/reconcile/(reconciler|span|visits|ask-each|fullest-span)\\.ts$',
          '^packages/server/src/discovery/$1/',
          '^packages/server/src/discovery/(code-host|rest-client)\\.ts$',
          `${SOURCES}(fetched|json)\\.ts$`,
          '^packages/server/src/change/',
          '^packages/kernel/src/',
        ],
      },
    },
    {
      name: 'providers-are-sealed',
      severity: 'error',
      comment:
        "What tells people imports itself, what all of them share, its vendor's proof in sources, what fetches within bounds, and the shapes of what is told; never a domain or another vendor.",
      from: { path: '^packages/server/src/providers/([^/]+)/', pathNot: TESTS },
      to: {
        path: '^packages/',
        pathNot: [
          '^packages/server/src/providers/$1/',
          '^packages/server/src/providers/(provider|words|send)\\.ts$',
          '^packages/server/src/evidence/',
          `${SOURCES}$1/verify\\.ts$`,
          `${SOURCES}json\\.ts$`,
          '^packages/server/src/discovery/(bounded-fetch|code-host|rate-limit)\\.ts$',
          '^packages/kernel/src/',
        ],
      },
    },
    {
      name: 'the-graph-knows-no-domain',
      severity: 'error',
      comment:
        'What makes a graph of the parts that domains contribute knows none of them: app.ts hands it the list. It imports itself, the small shapes that all share and the kernel.',
      from: { path: '^packages/server/src/graphql/', pathNot: TESTS },
      to: {
        path: '^packages/',
        pathNot: [
          '^packages/server/src/graphql/',
          '^packages/server/src/(wire|web/encoding)\\.ts$',
          '^packages/kernel/src/',
        ],
      },
    },
    {
      name: 'parts-of-the-graph-are-for-the-door',
      severity: 'error',
      comment: "A domain's part of the graph is a way in, as its routes are: only its index.ts hands it on.",
      from: { path: '^packages/', pathNot: [`${DOMAINS}[^/]+/(graphql(/|\\.ts$)|index\\.ts$)`, TESTS] },
      to: { path: `${DOMAINS}[^/]+/graphql(/|\\.ts$)` },
    },
    {
      name: 'clients-use-the-sdk',
      severity: 'error',
      comment:
        'web, cli and gateway go through the sdk. The exceptions are the commands that are the server: start, and what works on this machine without asking it (offline).',
      from: {
        path: '^packages/(web|cli|gateway)/',
        pathNot: [TESTS, '^packages/cli/src/commands/start\\.ts$', '^packages/cli/src/offline/'],
      },
      to: { path: '^packages/(server|kernel)/' },
    },
    {
      name: 'sdk-borrows-only-wire-types',
      severity: 'error',
      comment: 'The sdk knows the server by what crosses the wire: */wire.ts.',
      from: { path: '^packages/sdk/', pathNot: TESTS },
      to: { path: '^packages/(server|kernel)/', pathNot: '/wire\\.ts$' },
    },
    {
      name: 'sdk-borrows-types-not-code',
      severity: 'error',
      comment: 'The sdk borrows types with `import type`; code of the server never reaches a browser.',
      from: { path: '^packages/sdk/', pathNot: TESTS },
      to: { path: '^packages/server/', dependencyTypesNot: ['type-only', 'type-import'] },
    },
    {
      name: 'not-to-tests',
      severity: 'error',
      comment: 'What ships does not lean on what tests it.',
      from: { path: '^packages/', pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need one another are one idea, or hide a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that nobody imports and that imports nobody is not part of the house.',
      from: {
        orphan: true,
        pathNot: [TESTS, '\\.d\\.ts$', '(^|/)(vitest|vite)\\.config\\.ts$', '/wire\\.ts$'],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|^tools/boundaries-canary' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
