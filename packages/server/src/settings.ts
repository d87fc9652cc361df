import { bytes, list, oneOf, secrets, someOf, text, url, wholeNumber } from '@nightjar/kernel/config/parsers';
import { withoutPassword } from '@nightjar/kernel/config/reference';
import type { Settings as SettingsOf } from '@nightjar/kernel/config/settings';
import { targets } from './discovery/kubernetes/target.ts';
import { synonyms } from './domains/catalog/search/synonyms.ts';
import { prometheusTokens } from './domains/signals/ask/tokens.ts';
import { retentions } from './domains/signals/retention.ts';
import { channels } from './providers/slack/channels.ts';

/** Everything that can be set. `npm run docs` makes docs/reference/config.md of it. */
export const table = {
  host: {
    env: 'NIGHTJAR_HOST',
    parse: text,
    default: '127.0.0.1',
    doc: 'The address to listen on. `0.0.0.0` is every one of the machine: put TLS before it.',
  },
  port: {
    env: 'NIGHTJAR_PORT',
    parse: wholeNumber(0, 65535),
    default: '4400',
    doc: 'The port to listen on; 0 takes a free one.',
  },
  publicUrl: {
    env: 'NIGHTJAR_PUBLIC_URL',
    parse: url('http:', 'https:'),
    doc: 'Where people and senders reach Nightjar, for links; where it listens, if not given.',
  },
  trustedProxies: {
    env: 'NIGHTJAR_TRUSTED_PROXIES',
    parse: list,
    default: '',
    doc: 'Addresses or ranges (`10.0.0.0/8`) of proxies whose `X-Forwarded-*` headers are believed.',
  },
  data: {
    env: 'NIGHTJAR_DATA',
    parse: text,
    default: '.nightjar',
    doc: 'The folder for everything Nightjar keeps, the embedded database among it. One server a folder.',
  },
  database: {
    env: 'DATABASE_URL',
    parse: url('postgres:', 'postgresql:'),
    doc: 'A PostgreSQL 16 or newer to use instead of the embedded one.',
    secret: withoutPassword,
  },
  databaseConnections: {
    env: 'NIGHTJAR_DATABASE_CONNECTIONS',
    parse: wholeNumber(2, 500),
    default: '10',
    doc: 'Connections kept for queries; the log, the read models and the tasks have about ten of their own.',
  },
  offline: {
    env: 'NIGHTJAR_OFFLINE',
    parse: oneOf('on', 'off'),
    default: 'on',
    doc: 'Whether browsers keep the catalog and what was read, for when Nightjar cannot be reached. `off`: each gives up what it kept at its next visit.',
  },
  bootstrapToken: {
    env: 'NIGHTJAR_BOOTSTRAP_TOKEN',
    parse: text,
    doc: 'A token with the right `admin`, for automation; it is valid for as long as it is set.',
    secret: true,
  },
  secretKey: {
    env: 'NIGHTJAR_SECRET_KEY',
    parse: text,
    doc: 'The key that the secrets of sources are sealed with: 32 bytes in base64, or a passphrase of at least 16 characters. `secret.key` in the data folder, made at the first start, if not given. No backup holds it.',
    secret: true,
  },
  sourceRate: {
    env: 'NIGHTJAR_SOURCE_RATE',
    parse: wholeNumber(1, 1_000_000),
    default: '1000',
    doc: 'Deliveries a second that one source may bring, five times as many at once after a pause; more are told to wait.',
  },
  githubWebhookSecrets: {
    env: 'NIGHTJAR_GITHUB_WEBHOOK_SECRET',
    parse: secrets,
    default: '',
    doc: 'The secret that GitHub signs its webhooks with; during a rotation several, separated by spaces.',
    secret: true,
  },
  discoverEvery: {
    env: 'NIGHTJAR_DISCOVER_EVERY',
    parse: wholeNumber(1, 1440),
    default: '10',
    doc: 'Minutes between two looks at clouds and hosts of code; clusters are watched, and seen again as often.',
  },
  kubernetes: {
    env: 'NIGHTJAR_KUBERNETES',
    parse: targets,
    default: '',
    doc: 'Clusters to watch; the environment is called like the cluster, if not given. Rights: docs/discovery/kubernetes.yaml.',
  },
  kubernetesNamespaces: {
    env: 'NIGHTJAR_KUBERNETES_NAMESPACES',
    parse: list,
    default: '',
    doc: 'Namespaces to look at; all, if not given.',
  },
  awsRegions: {
    env: 'NIGHTJAR_AWS_REGIONS',
    parse: list,
    default: '',
    doc: 'Regions whose ECS and Lambda to look at, with the credentials that the AWS SDK finds. Rights: docs/discovery/aws-policy.json.',
  },
  awsEndpoint: {
    env: 'NIGHTJAR_AWS_ENDPOINT',
    parse: url('http:', 'https:'),
    doc: 'Where to ask instead of AWS: a private endpoint, or what speaks like it.',
  },
  githubOrganisations: {
    env: 'NIGHTJAR_GITHUB_ORGS',
    parse: list,
    default: '',
    doc: 'Organisations of GitHub to read; needs NIGHTJAR_GITHUB_TOKEN.',
  },
  githubToken: {
    env: 'NIGHTJAR_GITHUB_TOKEN',
    parse: text,
    doc: 'A token that may read metadata and contents of the repositories; deployments and webhooks too, to fetch what webhooks have lost.',
    secret: true,
  },
  githubApi: {
    env: 'NIGHTJAR_GITHUB_API',
    parse: url('http:', 'https:'),
    default: 'https://api.github.com',
    doc: 'The REST API of GitHub; of a server of your own, `https://host/api/v3`.',
  },
  gitlabGroups: {
    env: 'NIGHTJAR_GITLAB_GROUPS',
    parse: list,
    default: '',
    doc: 'Groups of GitLab to read, with all groups within them; needs NIGHTJAR_GITLAB_TOKEN.',
  },
  gitlabToken: {
    env: 'NIGHTJAR_GITLAB_TOKEN',
    parse: text,
    doc: 'A token with the scope `read_api`.',
    secret: true,
  },
  gitlabUrl: {
    env: 'NIGHTJAR_GITLAB_URL',
    parse: url('http:', 'https:'),
    default: 'https://gitlab.com',
    doc: 'GitLab, or a server of your own.',
  },
  repositories: {
    env: 'NIGHTJAR_REPOSITORIES',
    parse: someOf('archived', 'forks'),
    default: 'archived',
    doc: 'What else to read of organisations and groups than repositories that are neither archived nor forks.',
  },
  fetchAllow: {
    env: 'NIGHTJAR_FETCH_ALLOW',
    parse: list,
    default: '',
    doc: 'Hosts that `$text` in a descriptor may name: `host` or `*.domain` over https on port 443, `host:port` over https, `http://host` or `http://host:port` in plain; one in a private network needs its address or network beside it.',
  },
  reconcileEvery: {
    env: 'NIGHTJAR_RECONCILE_EVERY',
    parse: wholeNumber(1, 1440),
    default: '5',
    doc: 'Minutes between two looks for changes that webhooks have lost.',
  },
  reconcileBack: {
    env: 'NIGHTJAR_RECONCILE_BACK',
    parse: wholeNumber(1, 336),
    default: '24',
    doc: 'Hours that the first such look goes back; later ones go on where the one before ended.',
  },
  argocdUrl: {
    env: 'NIGHTJAR_ARGOCD_URL',
    parse: url('http:', 'https:'),
    doc: 'An Argo CD to ask for syncs that its notifications have lost; needs NIGHTJAR_ARGOCD_TOKEN.',
  },
  argocdToken: {
    env: 'NIGHTJAR_ARGOCD_TOKEN',
    parse: text,
    doc: 'A token of Argo CD that may `get` applications.',
    secret: true,
  },
  launchdarklyToken: {
    env: 'NIGHTJAR_LAUNCHDARKLY_TOKEN',
    parse: text,
    doc: 'A token of LaunchDarkly with the role Reader, to ask its audit log for what its webhooks have lost.',
    secret: true,
  },
  launchdarklyUrl: {
    env: 'NIGHTJAR_LAUNCHDARKLY_URL',
    parse: url('http:', 'https:'),
    default: 'https://app.launchdarkly.com',
    doc: 'LaunchDarkly; of its EU and federal instances, their own address.',
  },
  pagerdutyToken: {
    env: 'NIGHTJAR_PAGERDUTY_TOKEN',
    parse: text,
    doc: 'An API key of PagerDuty, to ask it for what its webhooks have lost; a read-only one will do, unless notes are written (NIGHTJAR_PAGERDUTY_FROM).',
    secret: true,
  },
  pagerdutyUrl: {
    env: 'NIGHTJAR_PAGERDUTY_URL',
    parse: url('http:', 'https:'),
    default: 'https://api.pagerduty.com',
    doc: 'The REST API of PagerDuty; of the EU, `https://api.eu.pagerduty.com`.',
  },
  pagerdutyFrom: {
    env: 'NIGHTJAR_PAGERDUTY_FROM',
    parse: text,
    doc: 'The e-mail address of a user of PagerDuty, in whose name a note on each incident says what probably broke; needs NIGHTJAR_PAGERDUTY_TOKEN. No notes, if not given.',
  },
  slackBotToken: {
    env: 'NIGHTJAR_SLACK_BOT_TOKEN',
    parse: text,
    doc: 'The token (`xoxb-`) of the app of Slack that answers pages: docs/slack-app.md.',
    secret: true,
  },
  slackAppToken: {
    env: 'NIGHTJAR_SLACK_APP_TOKEN',
    parse: text,
    doc: 'Its app-level token (`xapp-`), for Socket Mode: buttons and commands are heard over a connection that Nightjar opens.',
    secret: true,
  },
  slackSigningSecrets: {
    env: 'NIGHTJAR_SLACK_SIGNING_SECRET',
    parse: secrets,
    default: '',
    doc: 'Its signing secret, where Slack can reach Nightjar: buttons and commands are heard at `/hooks/slack-app/…`. During a rotation several, separated by spaces.',
    secret: true,
  },
  slackChannels: {
    env: 'NIGHTJAR_SLACK_CHANNELS',
    parse: channels,
    default: '',
    doc: 'Channels of Slack in which pages are told, by their ids; needs NIGHTJAR_SLACK_BOT_TOKEN. The app has to be invited into each.',
  },
  slackApi: {
    env: 'NIGHTJAR_SLACK_API',
    parse: url('http:', 'https:'),
    default: 'https://slack.com/api/',
    doc: 'The Web API of Slack; of GovSlack, `https://slack-gov.com/api/`.',
  },
  teamsWebhook: {
    env: 'NIGHTJAR_TEAMS_WEBHOOK',
    parse: url('http:', 'https:'),
    doc: 'The address of a workflow or incoming webhook of Microsoft Teams, to tell pages in its channel. Whoever has it may write there.',
    secret: true,
  },
  bodyLimit: {
    env: 'NIGHTJAR_BODY_LIMIT',
    parse: bytes(2 ** 30),
    default: '25MiB',
    doc: 'The largest body of changes, events, webhooks and traces, after decompression. GitHub sends up to 25 MiB.',
  },
  rawRetention: {
    env: 'NIGHTJAR_RAW_RETENTION',
    parse: wholeNumber(0, 36_500),
    default: '90',
    doc: 'Days for which bodies are kept as they arrived, so that a better adapter can read them again.',
  },
  keyRetention: {
    env: 'NIGHTJAR_KEY_RETENTION',
    parse: wholeNumber(1, 36_500),
    default: '30',
    doc: 'Days for which an idempotency key or delivery id is remembered; a repetition after that is recorded again.',
  },
  synonyms: {
    env: 'NIGHTJAR_SYNONYMS',
    parse: synonyms,
    default: '',
    doc: 'Words that mean the same when the catalog is searched: `pg=postgres,postgresql;k8s=kubernetes`.',
  },
  callRetention: {
    env: 'NIGHTJAR_CALL_RETENTION',
    parse: wholeNumber(1, 36_500),
    default: '30',
    doc: 'Days for which the calls of each minute between services, as traces show them, are kept.',
  },
  signalRetention: {
    env: 'NIGHTJAR_SIGNAL_RETENTION',
    parse: retentions,
    default: '2,14,90,400',
    doc: 'Days for which measurements are kept in slots of ten seconds, a minute, ten minutes and an hour.',
  },
  prometheusTokens: {
    env: 'NIGHTJAR_PROMETHEUS_TOKENS',
    parse: prometheusTokens,
    default: '',
    doc: 'Bearer tokens for Prometheuses that rules ask, each with the address it is for and sent to no other: `https://prometheus.acme.com=TOKEN`, separated by spaces.',
    secret: true,
  },
  logLevel: {
    env: 'NIGHTJAR_LOG_LEVEL',
    parse: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    default: 'info',
    doc: 'The least severe lines that are written, as JSON, to standard error.',
  },
  drain: {
    env: 'NIGHTJAR_DRAIN',
    parse: wholeNumber(1, 600),
    default: '10',
    doc: 'Seconds that a stop may take; what still runs then is cut.',
  },
  url: {
    env: 'NIGHTJAR_URL',
    parse: text,
    doc: 'The server to talk to.',
    readBy: 'command',
  },
  token: {
    env: 'NIGHTJAR_TOKEN',
    parse: text,
    doc: 'The token to talk with; `token` in the data folder, if not given.',
    secret: true,
    readBy: 'command',
  },
  testDatabase: {
    env: 'NIGHTJAR_TEST_DATABASE',
    parse: text,
    doc: 'A PostgreSQL whose role may create databases; one is started for the run, if not given.',
    secret: withoutPassword,
    readBy: 'tests',
  },
  testData: {
    env: 'NIGHTJAR_TEST_DATA',
    parse: text,
    doc: 'A folder with real input that is no part of the project; tests that need it skip without it.',
    readBy: 'tests',
  },
} as const;

export type Settings = SettingsOf<typeof table>;
