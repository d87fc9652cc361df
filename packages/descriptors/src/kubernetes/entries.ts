import type { Link } from '../description.ts';
import type { Ref } from '../ref.ts';
import { listAt, textAt, textOf } from '../unknown.ts';
import type { Addresses } from './addresses.ts';
import type { Seen } from './object.ts';

/** Where a thing can be reached from outside: the hosts of the Ingresses that lead to it. */
export const entriesOf = (ingresses: readonly Seen[], addresses: Addresses): Map<Ref, Link[]> => {
  const entries = new Map<Ref, Link[]>();
  for (const { spec, namespace } of ingresses) {
    const secured = new Set(listAt(spec, 'tls').flatMap((tls) => listAt(tls, 'hosts').map(textOf)));
    for (const rule of listAt(spec, 'rules')) {
      const host = textAt(rule, 'host');
      if (host === undefined || !/^[a-z0-9.-]+$/i.test(host)) continue;
      for (const path of listAt(rule, 'http', 'paths')) {
        const service = textAt(path, 'backend', 'service', 'name') ?? textAt(path, 'backend', 'serviceName');
        const address = service === undefined ? undefined : addresses(service, namespace);
        const begins = textAt(path, 'path') ?? '/';
        const url = URL.parse(
          `${secured.has(host) ? 'https' : 'http'}://${host}${/^\/[\w./-]*$/.test(begins) ? begins : '/'}`,
        );
        for (const ref of address?.refs ?? [])
          if (url !== null) {
            const links = entries.get(ref) ?? [];
            if (!links.some((link) => link.url === url.href))
              links.push({ group: 'entry points', label: host, url: url.href });
            entries.set(ref, links);
          }
      }
    }
  }
  return entries;
};
