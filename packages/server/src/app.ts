import { join } from 'node:path';
import { systemClock } from '@nightjar/kernel/clock';
import type { Domain } from '@nightjar/kernel/domain';
import type { Authenticate } from '@nightjar/kernel/http/guard';
import type { Kernel } from '@nightjar/kernel/kernel';
import { buildWeb } from '@nightjar/web/build';
import { discoverersOf, secretsOf } from './discovery/discoverers.ts';
import type { DiscoveryParts } from './discovery/run.ts';
import { access } from './domains/access/index.ts';
import { alerts, alertsGraph, alertToTell } from './domains/alerts/index.ts';
import {
  callSeries,
  catalogEvidence,
  catalogGraph,
  catalogIntake,
  catalogToSearch,
  catalogWith,
  checkCatalogFilter,
} from './domains/catalog/index.ts';
import { beginCatalog } from './domains/catalog/self.ts';
import { custom } from './domains/custom/index.ts';
import { diagnosisById, diagnosisWith, judge } from './domains/diagnosis/index.ts';
import { checkFeedFilter, feed, feedEvidence, feedGraph, feedToSearch } from './domains/feed/index.ts';
import { mapping } from './domains/mapping/index.ts';
import { notificationsWith, tellOfRounds } from './domains/notifications/index.ts';
import { beginSignals, openSignals, signalSeries, signalsWith } from './domains/signals/index.ts';
import { openSources, sourcesWith } from './domains/sources/index.ts';
import { beginSources } from './domains/sources/reactions.ts';
import { viewsOver, viewsToSearch } from './domains/views/index.ts';
import type { Evidence } from './evidence/parts.ts';
import type { Part } from './graphql/part.ts';
import { providersOf } from './providers/providers.ts';
import type { Reconciliation } from './reconcile/once.ts';
import { reconcilersOf, secretsOf as secretsOfReconcilers } from './reconcile/reconcilers.ts';
import { searchOver } from './search/index.ts';
import type { Settings } from './settings.ts';
import { sources } from './sources/all.ts';
import { burstOf, type Desk } from './sources/desk.ts';
import { kubernetes } from './sources/kubernetes/index.ts';
import { replays } from './sources/replays.ts';
import { shares } from './sources/share.ts';
import type { Reader, Source } from './sources/source.ts';
import { testAlert } from './sources/test-alert/index.ts';
import { testAlerts } from './sources/test-alerts.ts';
import { openKey } from './vault/open-key.ts';
import { openWhichService } from './which-service.ts';

/** Who may come in, and what to tell the person who has just started the server, once it can be reached at an address. */
type Access = {
  readonly authenticate: Authenticate;
  readonly howToSignIn: (address: string) => Promise<readonly string[]>;
};

export type App = {
  readonly domains: (settings: Settings) => readonly Domain[];
  /** What each of them contributes to the graph at /graphql; no graph without. */
  readonly graph?: (settings: Settings) => readonly Part[];
  /** Senders with a webhook of their own. */
  readonly sources: readonly Source[];
  /** What reads deliveries that nobody sends: of what is seen by looking. */
  readonly readers?: readonly Reader[];
  /** What the ways in know of them besides their code: secrets, services, clocks. */
  readonly desk: (kernel: Kernel, settings: Settings) => Promise<Desk>;
  /** What looks at the outside. */
  readonly discovery: (settings: Settings) => DiscoveryParts;
  /** What is asked for changes that webhooks have lost. */
  readonly reconciliation: (settings: Settings) => Reconciliation;
  /** Builds the pages, once for a version, and answers their folder. Nothing waits for it but who opens a page. */
  readonly pages: (settings: Settings, say: (line: string) => void) => Promise<string>;
  /** After the log is open, before the door is. */
  readonly access: (kernel: Kernel, settings: Settings) => Promise<Access>;
  /** When everything runs. */
  readonly begin?: (kernel: Kernel) => Promise<unknown>;
};

const letIn: App['access'] = async (kernel, settings) => {
  const { authenticate, ensureLocalToken, welcomeLink } = access.open(kernel, {
    bootstrapToken: settings.bootstrapToken ?? null,
    publicUrl: settings.publicUrl?.href ?? null,
  });
  await ensureLocalToken(join(settings.data, 'token'));
  return {
    authenticate,
    howToSignIn: async (address) => {
      const link = await welcomeLink();
      return link === null ? [] : [`Nobody has joined yet. Open this once to sign in: ${address}${link}`];
    },
  };
};

/** What lies on the desk of the ways in: secrets, clocks, and each source's share. */
const layDesk: App['desk'] = async (kernel, settings) => {
  const { informed, own, ...which } = openWhichService(kernel);
  const key = await openKey(kernel.database, settings);
  const known = await openSources(kernel, {
    sources,
    own,
    key,
    environment: { github: settings.githubWebhookSecrets },
    publicUrl: settings.publicUrl?.href ?? null,
    locate: which.locate,
  });
  openSignals(kernel, { locate: which.locate, tokens: settings.prometheusTokens });
  const perSecond = settings.sourceRate;
  return { ...known, ...which, ready: informed, wait: shares({ perSecond, burst: burstOf(perSecond) }) };
};

/** What a diagnosis is put together from. */
const evidence: Evidence = { ...catalogEvidence, changes: feedEvidence, series: [signalSeries, callSeries] };

/** People are told of each round where they are already. */
const notifications = (settings: Settings): Domain =>
  notificationsWith({
    diagnosis: diagnosisById(evidence),
    alert: alertToTell,
    judge,
    changes: evidence.changes,
    providers: providersOf(settings),
  });

/** The one list of what Nightjar is made of. */
export const app: App = {
  domains: (settings) => [
    access,
    feed,
    catalogWith(settings),
    alerts,
    testAlerts,
    diagnosisWith(evidence, { tell: [tellOfRounds] }),
    notifications(settings),
    mapping,
    custom,
    replays,
    sourcesWith(sources),
    signalsWith({ retention: settings.signalRetention, tokens: settings.prometheusTokens }),
    viewsOver({ feed: checkFeedFilter, catalog: checkCatalogFilter }),
    searchOver([...catalogToSearch(settings), viewsToSearch, feedToSearch]),
  ],
  graph: ({ synonyms }) => [catalogGraph({ synonyms }), feedGraph, alertsGraph],
  sources,
  readers: [kubernetes, testAlert],
  desk: layDesk,
  discovery: (settings) => ({
    discoverers: discoverersOf(settings, systemClock.now),
    catalog: catalogIntake,
    secrets: secretsOf(settings),
  }),
  reconciliation: (settings) => ({
    reconcilers: reconcilersOf(settings).filter(({ source }) => sources.some(({ name }) => name === source)),
    readers: sources,
    backMs: settings.reconcileBack * 3_600_000,
    secrets: secretsOfReconcilers(settings),
  }),
  pages: async ({ data }, log) => (await buildWeb({ outDir: join(data, 'web'), log })).folder,
  access: letIn,
  begin: (kernel) => Promise.all([beginCatalog(kernel), beginSources(kernel), beginSignals(kernel)]),
};
