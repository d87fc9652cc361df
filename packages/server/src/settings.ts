import { bytes, list, oneOf, secrets, text, url, wholeNumber } from '@nightjar/kernel/config/parsers';
import { withoutPassword } from '@nightjar/kernel/config/reference';
import type { Settings as SettingsOf } from '@nightjar/kernel/config/settings';
import { synonyms } from './domains/catalog/search/synonyms.ts';

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
  bootstrapToken: {
    env: 'NIGHTJAR_BOOTSTRAP_TOKEN',
    parse: text,
    doc: 'A token with the right `admin`, for automation; it is valid for as long as it is set.',
    secret: true,
  },
  githubWebhookSecrets: {
    env: 'NIGHTJAR_GITHUB_WEBHOOK_SECRET',
    parse: secrets,
    default: '',
    doc: 'The secret that GitHub signs its webhooks with; during a rotation several, separated by spaces.',
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
