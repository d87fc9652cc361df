import { keptAtHeader } from '../offline/words-between.ts';

/** An answer as it is kept. */
export type Kept = {
  readonly text: string;
  readonly at: number;
  readonly etag: string | null;
};

/** Raised where what is kept becomes another thing: a worker of another version then begins with nothing. */
const name = 'nightjar-kept-1';
export const catalogKey = '/api/v1/catalog/keep';

/** The catalog has bounds of its own. */
const mostBytes = 10_000_000;
const mostAnswers = 400;
/** What is older tells nobody anything, and whoever has not signed in for so long is perhaps here no more. */
const oldestMs = 14 * 86_400_000;

/** By so much what is kept may say that it is older than it is. */
const freshMs = 60_000;

type Size = { readonly bytes: number; readonly at: number };
/** By key, longest unrenewed first: `Cache` keeps that order. */
let sizes: Promise<Map<string, Size>> | null = null;
let full = false;

const measure = async (): Promise<Map<string, Size>> => {
  const cache = await caches.open(name);
  const found = new Map<string, Size>();
  for (const request of await cache.keys()) {
    const headers = (await cache.match(request))?.headers;
    const { pathname, search } = new URL(request.url);
    found.set(pathname + search, {
      bytes: Number(headers?.get('nightjar-bytes') ?? 0),
      at: Date.parse(headers?.get(keptAtHeader) ?? ''),
    });
  }
  return found;
};
const sized = (): Promise<Map<string, Size>> => {
  sizes ??= measure().catch(() => new Map());
  return sizes;
};

const drop = async (keys: readonly string[]): Promise<void> => {
  const cache = await caches.open(name);
  const known = await sized();
  for (const key of keys) {
    known.delete(key);
    await cache.delete(key);
  }
};

/** The longest unrenewed ones that must go for so many bytes more. */
const tooMany = (known: ReadonlyMap<string, Size>, bytes: number): string[] => {
  const others = [...known].filter(([key]) => key !== catalogKey);
  let sum = others.reduce((so, [, size]) => so + size.bytes, bytes);
  let count = others.length + 1;
  const going: string[] = [];
  for (const [key, size] of others) {
    if (sum <= mostBytes && count <= mostAnswers) break;
    going.push(key);
    sum -= size.bytes;
    count -= 1;
  }
  return going;
};

/** Erased with everything else; the worker keeps working, and begins anew. */
export const eraseKept = async (): Promise<void> => {
  sizes = null;
  full = false;
  await caches.delete(name);
};

/** Whether the same was kept a moment ago: what is asked for every few seconds is not written each time. */
const isFresh = async (key: string, { text, at }: Kept, size: Size | undefined): Promise<boolean> => {
  if (key === catalogKey || size === undefined || !(at - size.at < freshMs)) return false;
  const there = await (await caches.open(name)).match(key);
  return there !== undefined && (await there.text()) === text;
};

/** `still`: whether it may be kept yet, asked at the last moment. A browser without room loses nothing but this. */
export const keep = async (key: string, { text, at, etag }: Kept, still: () => boolean): Promise<void> => {
  const bytes = new Blob([text]).size;
  if (key !== catalogKey && bytes > mostBytes / 10) {
    // What stands there is older, and would be taken for the last that was said.
    if (still()) await drop([key]);
    return;
  }
  const known = await sized();
  if (await isFresh(key, { text, at, etag }, known.get(key))) return;
  if (key !== catalogKey) await drop(tooMany(known, bytes));
  const cache = await caches.open(name);
  const put = async (): Promise<boolean> => {
    if (!still()) return true;
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      [keptAtHeader]: new Date(at).toISOString(),
      'nightjar-bytes': String(bytes),
      ...(etag === null ? {} : { etag }),
    };
    return cache.put(key, new Response(text, { headers })).then(
      () => true,
      () => false,
    );
  };
  full = false;
  if (!(await put())) {
    // No room: half of what was longest unrenewed goes, and once more.
    const others = [...known.keys()].filter((it) => it !== catalogKey && it !== key);
    await drop(others.slice(0, Math.ceil(others.length / 2)));
    full = !(await put());
  }
  if (full || !still()) return;
  known.delete(key);
  known.set(key, { bytes, at });
};

export const kept = async (key: string, now: number): Promise<Kept | null> => {
  const found = await (await caches.open(name)).match(key);
  if (found === undefined) return null;
  const at = Date.parse(found.headers.get(keptAtHeader) ?? '');
  if (!(now - at < oldestMs)) {
    await drop([key]);
    return null;
  }
  return { text: await found.text(), at, etag: found.headers.get('etag') };
};

export const dropKept = (key: string): Promise<void> => drop([key]);

export const keptInAll = async () => {
  const known = await sized();
  const others = [...known].filter(([key]) => key !== catalogKey).map(([, size]) => size);
  return {
    answers: others.length,
    bytes: [...known.values()].reduce((sum, { bytes }) => sum + bytes, 0),
    newest: known.size === 0 ? null : Math.max(...[...known.values()].map(({ at }) => at)),
    full,
  };
};
