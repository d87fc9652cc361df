import { parsed, wholeText } from './body.ts';
import type { Connection } from './connection.ts';
import type { Followed } from './kinds.ts';
import { isRecord, type KubernetesObject, keyOf, objectOf } from './object.ts';
import { Trouble } from './trouble.ts';

export type Listed = {
  readonly objects: ReadonlyMap<string, KubernetesObject>;
  /** Where to watch from. */
  readonly resourceVersion: string;
};

/** As kubectl asks: 500 objects a page. */
const pageSize = '500';
/** A page of the largest objects that etcd takes (1.5 MiB) would be 750 MiB; one of those that exist is 5. */
const largestPage = 64 * 2 ** 20;
/** Of one kind: a million objects. A server that never ends its list is lying. */
const mostPages = 2000;

type Page = { readonly items: readonly unknown[]; readonly version: string; readonly next: string };

const pageOf = ({ resource }: Followed, text: string): Page => {
  const page = parsed(text);
  const metadata = isRecord(page) ? page['metadata'] : undefined;
  const version = isRecord(metadata) ? metadata['resourceVersion'] : undefined;
  // Go writes a list that is empty as null.
  const items = isRecord(page) ? (page['items'] ?? []) : undefined;
  if (!isRecord(metadata) || typeof version !== 'string' || !Array.isArray(items))
    throw new Trouble(`what it answered is no list of ${resource}`);
  const next = metadata['continue'];
  return { items, version, next: typeof next === 'string' ? next : '' };
};

/**
 * Every object of a kind, in pages. All or nothing: a page that fails fails the list, so that half a list never reads as the
 * other half having gone. `each` is handed every object as it came. https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 */
export const list = async (
  connection: Connection,
  of: Followed,
  path: string,
  { signal, silenceMs }: { readonly signal: AbortSignal; readonly silenceMs: number },
  each: (item: unknown) => void = () => {},
): Promise<Listed> => {
  const objects = new Map<string, KubernetesObject>();
  const asked = new Set<string>();
  for (let next = ''; asked.size < mostPages; ) {
    asked.add(next);
    const query = { limit: pageSize, ...(next === '' ? {} : { continue: next }) };
    const body = await connection.get({ path, query, signal, silenceMs });
    const page = pageOf(of, await wholeText(body, largestPage));
    for (const item of page.items) {
      const object = objectOf(of, item);
      if (object === undefined) throw new Trouble(`its list of ${of.resource} holds what is no object`);
      objects.set(keyOf(object), object);
      each(item);
    }
    if (page.next === '') return { objects, resourceVersion: page.version };
    if (asked.has(page.next)) throw new Trouble(`its list of ${of.resource} goes round in a ring`);
    next = page.next;
  }
  throw new Trouble(`its list of ${of.resource} does not end`);
};
