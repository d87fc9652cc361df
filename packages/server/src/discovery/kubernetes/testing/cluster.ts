import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { followed, pathOf } from '../kinds.ts';

type Stored = { readonly kind: string; readonly resource: string; object: Record<string, unknown> };
type Event = { readonly version: number; readonly resource: string; readonly type: string; object: unknown };

/** What a test has the server do instead of answering; undefined: answer. */
export type Mischief = (
  request: IncomingMessage,
  url: URL,
) => ((response: ServerResponse) => void) | undefined;

export const secretToken = 'eyJ-sentinel-of-the-cluster';

const versionOf = (object: unknown) =>
  Number((object as { metadata: { resourceVersion: string } }).metadata.resourceVersion);

/**
 * The part of the Kubernetes API that lists and watches, as its documentation has it: pages with `continue`, watches from a
 * version with bookmarks, 410 for a version that was compacted away, 401 without the token.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/
 */
export const fakeCluster = async ({ pageSize = 500 } = {}) => {
  let version = 100;
  let oldest = 0;
  const stored = new Map<string, Stored>();
  const events: Event[] = [];
  const asked: string[] = [];
  const watching = new Set<{ resource: string; namespace: string | null; response: ServerResponse }>();
  let mischief: Mischief = () => undefined;

  const write = (response: ServerResponse, type: string, object: unknown) =>
    response.write(`${JSON.stringify({ type, object })}\n`);

  const spread = (event: Event, namespace: string) => {
    events.push(event);
    for (const watcher of watching)
      if (watcher.resource === event.resource && (watcher.namespace ?? namespace) === namespace)
        write(watcher.response, event.type, event.object);
  };

  const resourceOf = (path: string) => {
    for (const of of followed) {
      if (path === pathOf(of, null)) return { of, namespace: null };
      const namespace = /\/namespaces\/([^/]+)\//.exec(path)?.[1];
      if (namespace !== undefined && path === pathOf(of, namespace)) return { of, namespace };
    }
    return undefined;
  };

  const list = (
    response: ServerResponse,
    url: URL,
    resource: string,
    namespace: string | null,
    kind: string,
  ) => {
    const all = [...stored.values()].filter(
      (it) =>
        it.resource === resource &&
        (namespace === null || (it.object['metadata'] as { namespace: string }).namespace === namespace),
    );
    const from = Number(url.searchParams.get('continue') ?? 0);
    const size = Math.min(pageSize, Number(url.searchParams.get('limit') ?? 500));
    const rest = all.length - from - size;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        kind: `${kind}List`,
        apiVersion: 'v1',
        metadata: {
          resourceVersion: String(version),
          ...(rest > 0 ? { continue: String(from + size), remainingItemCount: rest } : {}),
        },
        items: all.slice(from, from + size).map(({ object }) => object),
      }),
    );
  };

  const watch = (response: ServerResponse, url: URL, resource: string, namespace: string | null) => {
    const from = Number(url.searchParams.get('resourceVersion'));
    response.setHeader('content-type', 'application/json');
    if (from < oldest) {
      write(response, 'ERROR', { kind: 'Status', status: 'Failure', reason: 'Expired', code: 410 });
      response.end();
      return;
    }
    response.flushHeaders();
    for (const event of events)
      if (event.resource === resource && event.version > from) write(response, event.type, event.object);
    const watcher = { resource, namespace, response };
    watching.add(watcher);
    response.on('close', () => watching.delete(watcher));
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://cluster');
    asked.push(
      `${request.method} ${url.pathname}${url.searchParams.get('watch') === 'true' ? ' watch' : ''}`,
    );
    const trick = mischief(request, url);
    if (trick !== undefined) return trick(response);
    if (request.headers.authorization !== `Bearer ${secretToken}`) return void response.writeHead(401).end();
    const found = resourceOf(url.pathname);
    if (found === undefined) return void response.writeHead(404).end();
    const { of, namespace } = found;
    if (url.searchParams.get('watch') === 'true') return watch(response, url, of.resource, namespace);
    return list(response, url, of.resource, namespace, of.kind);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = await mkdtemp(join(tmpdir(), 'nightjar-cluster-'));
  const kubeconfig = join(folder, 'config');
  const config = (server: string, token = secretToken) =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'test',
      clusters: [{ name: 'c', cluster: { server, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'u', user: { token } }],
      contexts: [{ name: 'test', context: { cluster: 'c', user: 'u' } }],
    });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writeFile(kubeconfig, config(url));

  return {
    kubeconfig,
    asked,
    mischief: (instead: Mischief) => {
      mischief = instead;
    },
    useToken: (token: string) => writeFile(kubeconfig, config(url, token)),
    /** Makes or changes an object; every change is an event of its own. */
    put: (kind: string, name: string, more: Record<string, unknown> = {}, namespace = 'shop') => {
      const of = followed.find((it) => it.kind === kind);
      if (of === undefined) throw new Error(kind);
      version += 1;
      const key = `${of.resource}/${namespace}/${name}`;
      const { metadata, ...rest } = more as { metadata?: object };
      const object = {
        metadata: { name, namespace, resourceVersion: String(version), ...metadata },
        spec: {},
        ...rest,
      };
      const type = stored.has(key) ? 'MODIFIED' : 'ADDED';
      stored.set(key, { kind, resource: of.resource, object });
      spread({ version, resource: of.resource, type, object }, namespace);
    },
    remove: (kind: string, name: string, namespace = 'shop') => {
      const of = followed.find((it) => it.kind === kind);
      const key = `${of?.resource}/${namespace}/${name}`;
      const it = stored.get(key);
      if (it === undefined) throw new Error(key);
      version += 1;
      stored.delete(key);
      const object = {
        ...it.object,
        metadata: { ...(it.object['metadata'] as object), resourceVersion: String(version) },
      };
      spread({ version, resource: it.resource, type: 'DELETED', object }, namespace);
    },
    /** Moves every watch on without saying anything. */
    bookmark: () => {
      version += 1;
      for (const { resource, response } of watching)
        write(response, 'BOOKMARK', { kind: resource, metadata: { resourceVersion: String(version) } });
      return version;
    },
    /** Sends what happened last once more. */
    repeat: () => {
      for (const { resource, response } of watching)
        for (const event of events)
          if (event.resource === resource) write(response, event.type, event.object);
    },
    /** Forgets what happened until now: a watch from before is told 410. */
    compact: () => {
      oldest = version;
      events.length = 0;
    },
    cut: () => {
      for (const { response } of watching) response.destroy();
    },
    watches: () => watching.size,
    version: () => version,
    newest: () => Math.max(0, ...[...stored.values()].map(({ object }) => versionOf(object))),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
};

export type FakeCluster = Awaited<ReturnType<typeof fakeCluster>>;
