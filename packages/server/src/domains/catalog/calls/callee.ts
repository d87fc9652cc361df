import { type Ref, refOf } from '@nightjar/descriptors/ref';
import type { Attributes, Span } from './otlp/span.ts';
import { nameFor } from './service.ts';

/** Whom a span says it calls. */
export type Callee =
  /** Databases and queues have no spans of their own: the caller's word is all there is. */
  | {
      readonly is: 'resource';
      readonly ref: Ref;
      readonly name: string;
      readonly type: string;
      readonly system: string;
    }
  /** The service named by the caller, who may have spans of its own. */
  | { readonly is: 'peer'; readonly ref: Ref; readonly name: string }
  /** An address: somebody only if the catalog knows it by that name. */
  | { readonly is: 'address'; readonly names: readonly string[] };

const first = (of: Attributes, ...names: readonly string[]): string => {
  for (const name of names) {
    const value = of[name]?.trim();
    if (value !== undefined && value !== '') return value;
  }
  return '';
};

const isNumeric = (host: string): boolean =>
  /^[\d.]+$/.test(host) || host.includes(':') || host.startsWith('[');
const isHere = (host: string): boolean => /^(localhost|127\.[\d.]+|::1|\[::1\]|0\.0\.0\.0)$/.test(host);

/** `orders-db.shop.svc.cluster.local` is the Kubernetes Service orders-db; any other name is taken whole. */
const withoutCluster = (host: string): string => /^([^.]+)\.[^.]+\.svc(\.|$)/.exec(host)?.[1] ?? host;

const hostOf = (of: Attributes): string =>
  first(of, 'server.address', 'net.peer.name').toLowerCase().replace(/\.$/, '');

const resource = (name: string, type: string, system: string): Callee => ({
  is: 'resource',
  ref: refOf('resource', nameFor(name)),
  name: nameFor(name),
  type,
  system,
});

/**
 * A database is known by its host. An address that means another machine tomorrow, or this one, says nothing: then by
 * system and database name, and at last as the service's own.
 */
const databaseOf = (of: Attributes, system: string, service: string): Callee => {
  const host = hostOf(of);
  if (host !== '' && !isHere(host) && !isNumeric(host) && !host.includes('/'))
    return resource(withoutCluster(host), 'database', system);
  const name = first(of, 'db.namespace', 'db.name');
  return resource(`${system}-${name === '' ? service : name}`, 'database', system);
};

/** A topic or queue by its template where there is one: a name made for each message would be a resource each. */
const queueOf = (of: Attributes, system: string): Callee | null => {
  if (of['messaging.destination.temporary'] === 'true' || of['messaging.destination.anonymous'] === 'true')
    return null;
  const name = first(
    of,
    'messaging.destination.template',
    'messaging.destination.name',
    'messaging.destination',
  );
  return name === '' ? null : resource(name, system === 'kafka' ? 'topic' : 'queue', system);
};

/** Whom a span calls by its own attributes; null where it does not say. `service` is the bare name of who speaks. */
export const calleeOf = ({ kind, attributes: of }: Span, service: string): Callee | null => {
  if (kind === 'server') return null;
  const messaging = first(of, 'messaging.system');
  const queue = messaging === '' ? null : queueOf(of, messaging);
  if (queue !== null || kind === 'consumer') return queue;
  const database = first(of, 'db.system.name', 'db.system');
  if (database !== '') return databaseOf(of, database, service);
  const peer = nameFor(first(of, 'service.peer.name', 'peer.service'));
  if (peer !== '') return { is: 'peer', ref: refOf('service', peer), name: peer };
  const host = nameFor(hostOf(of));
  if (host === '' || isHere(host) || isNumeric(host)) return null;
  const short = withoutCluster(host);
  return { is: 'address', names: short === host ? [host] : [short, host] };
};
