import type { Ref } from '../ref.ts';
import { at, listAt, textAt, wordsAt } from '../unknown.ts';
import type { Seen } from './object.ts';
import { matches } from './selector.ts';
import type { Placed } from './workload.ts';

/** What answers at a host of the cluster. */
type Address = { readonly refs: readonly Ref[]; readonly ports: ReadonlySet<number> };

/** Who answers at `host`, asked from within `namespace`; undefined where the host is not the cluster's. */
export type Addresses = (host: string, namespace: string) => Address | undefined;

const key = (namespace: string, name: string): string => `${namespace}/${name.toLowerCase()}`;

const addressOf = (service: Seen, inNamespace: readonly Placed[]): Address => {
  const selector = wordsAt(service.spec, 'selector');
  const behind =
    Object.keys(selector).length === 0
      ? []
      : inNamespace.filter(({ workload }) => matches(selector, workload.podLabels));
  const ports = listAt(service.spec, 'ports').flatMap((port) => {
    const number = at(port, 'port');
    return typeof number === 'number' ? [number] : [];
  });
  return { refs: [...new Set(behind.map(({ ref }) => ref))], ports: new Set(ports) };
};

/**
 * Names as the cluster's DNS resolves them (kubernetes.io, DNS for Services and Pods): `name`, `name.namespace`,
 * `name.namespace.svc…`, and with a pod of a StatefulSet before it. An ExternalName leads on to another name, once.
 */
export const addressesOf = (services: readonly Seen[], placed: readonly Placed[]): Addresses => {
  const known = new Map(services.map((service) => [key(service.namespace, service.name), service]));
  const byNamespace = Map.groupBy(placed, ({ workload }) => workload.seen.namespace);
  const resolved = new Map<Seen, Address>();
  const find = (name: string | undefined, namespace: string | undefined): Seen | undefined =>
    name === undefined || namespace === undefined
      ? undefined
      : (known.get(key(namespace, name)) ?? (namespace === 'default' ? known.get(key('', name)) : undefined));
  const service = (host: string, namespace: string): Seen | undefined => {
    const parts = host.toLowerCase().replace(/\.$/, '').split('.');
    const svc = parts.indexOf('svc');
    if (svc > 0) return find(parts[svc - 2], parts[svc - 1]);
    if (parts.length === 1) return find(parts[0], namespace);
    if (parts.length > 2) return undefined;
    return find(parts[0], parts[1]) ?? (isPod(parts) ? find(parts[1], namespace) : undefined);
  };
  const answering = (host: string, namespace: string, further: boolean): Address | undefined => {
    const found = service(host, namespace);
    if (found === undefined) return undefined;
    const elsewhere = textAt(found.spec, 'externalName');
    if (elsewhere !== undefined) return further ? answering(elsewhere, found.namespace, false) : undefined;
    const address = resolved.get(found) ?? addressOf(found, byNamespace.get(found.namespace) ?? []);
    resolved.set(found, address);
    return address;
  };
  return (host, namespace) => answering(host, namespace, true);
};

/** `db-0.db`: the first pod of the StatefulSet behind `db`. */
const isPod = ([pod = '', service = '']: readonly string[]): boolean => /-\d+$/.test(pod) && service !== '';
