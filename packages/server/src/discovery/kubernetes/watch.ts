import { linesOf, parsed } from './body.ts';
import type { Connection } from './connection.ts';
import type { Followed } from './kinds.ts';
import { isRecord, type KubernetesObject, objectOf } from './object.ts';
import { Trouble } from './trouble.ts';

export type Seen =
  | {
      readonly is: 'there';
      readonly object: KubernetesObject;
      readonly raw: unknown;
      readonly version: string;
    }
  | {
      readonly is: 'gone';
      readonly object: KubernetesObject;
      readonly raw: unknown;
      readonly version: string;
    }
  /** Nothing happened until this version. */
  | { readonly is: 'bookmark'; readonly version: string };

/** After which the server ends a watch. In the meantime it sends a bookmark about once a minute, but does not promise to. */
const watchSeconds = 240;
/** An object of etcd has at most 1.5 MiB. */
const longestLine = 8 * 2 ** 20;

const seenOf = (of: Followed, line: string): Seen => {
  const event = parsed(line);
  const object = isRecord(event) ? event['object'] : undefined;
  if (!isRecord(event) || !isRecord(object)) throw new Trouble('what it sent is no event');
  if (event['type'] === 'ERROR') {
    const code = typeof object['code'] === 'number' ? object['code'] : null;
    throw new Trouble(`the watch ended with ${code ?? 'an error'}`, code);
  }
  const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
  const version = metadata['resourceVersion'];
  if (typeof version !== 'string') throw new Trouble('what it sent is no event');
  if (event['type'] === 'BOOKMARK') return { is: 'bookmark', version };
  const read = objectOf(of, object);
  if (read === undefined) throw new Trouble('what it sent is no event');
  return { is: event['type'] === 'DELETED' ? 'gone' : 'there', object: read, raw: object, version };
};

type WatchOptions = {
  readonly from: string;
  readonly signal: AbortSignal;
  /** Beyond the time that a watch takes: the server's end of it must come first. */
  readonly silenceMs: number;
  /** The server has begun the watch. */
  readonly begun: () => void;
};

/**
 * What happens to objects of a kind from a version on, until the server ends the watch. A version that the server has
 * forgotten is a `Trouble` with status 410, as the answer or as an event.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export async function* watch(
  connection: Connection,
  of: Followed,
  path: string,
  { from, signal, silenceMs, begun }: WatchOptions,
): AsyncGenerator<Seen> {
  const query = {
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion: from,
    timeoutSeconds: String(watchSeconds),
  };
  const body = await connection.get({ path, query, signal, silenceMs: watchSeconds * 1000 + silenceMs });
  begun();
  for await (const line of linesOf(body, longestLine)) yield seenOf(of, line);
}
