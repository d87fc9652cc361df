import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { boundedFetch } from '../bounded-fetch.ts';
import type { Found } from '../discoverer.ts';
import { fileReader } from '../file-reader.ts';
import { github } from '../github/index.ts';
import { gitlab } from '../gitlab/index.ts';
import { type HostOptions, readHost } from '../read-host.ts';
import { codeToken, type FakeHost, fakeGithub, fakeGitlab } from './code-server.ts';

const fetchShortly = boundedFetch({ timeoutMs: 1500, mostBytes: 100_000 });
export const hosts = {
  github: {
    open: fakeGithub,
    host: (server: FakeHost, token: string) =>
      github('acme', { token, api: server.url, fetch: fetchShortly, secondMs: 5 }),
    lists: (url: URL) => url.pathname === '/orgs/acme/repos',
    trees: (url: URL) => url.pathname.includes('/git/trees/'),
    blobs: (url: URL) => url.pathname.includes('/git/blobs/'),
  },
  gitlab: {
    open: fakeGitlab,
    host: (server: FakeHost, token: string) =>
      gitlab('acme', { token, url: server.url, fetch: fetchShortly, secondMs: 5 }),
    lists: (url: URL) => url.pathname.startsWith('/api/v4/groups/'),
    trees: (url: URL) => url.pathname.endsWith('/tree'),
    blobs: (url: URL) => url.pathname.endsWith('/raw'),
  },
};

/** A descriptor of Backstage. */
export const component = (name: string, more = '') =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\nspec:\n  type: service\n  lifecycle: production\n  owner: payments\n${more}`;

/** Looks again and again, and what the catalog holds because of it: what stands at an origin by a reader. */
export const looker = (
  vendor: keyof typeof hosts,
  server: FakeHost,
  options: Partial<HostOptions> = {},
  token = codeToken,
) => {
  const kept = new Map<string, unknown>();
  const standing = new Map<string, Found>();
  const reports: Found[] = [];
  const failures: string[] = [];
  const reached: string[] = [];
  const { logger, logged } = capturedLog();
  const ending = new AbortController();
  const look = async () => {
    failures.length = 0;
    reached.length = 0;
    reports.length = 0;
    // A process of its own: nothing but what was kept is there.
    const discoverer = readHost(hosts[vendor].host(server, token), {
      everyMs: 60_000,
      include: new Set(['archived']),
      reader: fileReader,
      fetchText: async () => ({ is: 'none' }),
      now: () => new Date('2026-09-01T00:00:00Z'),
      ...options,
    });
    await discoverer.run({
      report: async (found) => {
        reports.push(found);
        standing.set(`${found.by} ${found.origin.replace(/^[^/]+\//, '')}`, found);
      },
      reached: async (by, origin, seen) =>
        void reached.push(`${by} ${origin.replace(/^[^/]+\//, '')} ${seen}`),
      unreachable: async (_by, origin, why) =>
        void failures.push(origin.split('/').length > 2 ? `${origin.replace(/^[^/]+\//, '')}: ${why}` : why),
      deliver: async () => {},
      recall: async (name) => structuredClone(kept.get(name)),
      keep: async (name, value) => void kept.set(name, structuredClone(value)),
      logger,
      signal: ending.signal,
    });
  };
  return {
    look,
    reports,
    failures,
    reached,
    logged,
    kept,
    abort: () => ending.abort(new Error('closing')),
    stands: (by: string) =>
      [...standing]
        .filter(([name]) => name.startsWith(`${by} `))
        .flatMap(([, { descriptions }]) => descriptions.map(({ entity }) => entity))
        .sort(),
    found: (name: string) => standing.get(name),
  };
};
