/** What the build says of itself: see bundle.ts. */
export type Shell = {
  /** Names this build of the pages. */
  readonly version: string;
  /** Addresses of everything that the feed, the catalog and the page of a service need. */
  readonly files: readonly string[];
  /** The page that names them, byte for byte. */
  readonly page: string;
};

const prefix = 'nightjar-shell-';
/** This build's, and the one before: a page that was opened before the update may still ask for a part of it. */
const builds = 2;

const whole = { ignoreSearch: true, ignoreVary: true } as const;

/** Fetches the pages whole or fails: the browser tries again at the next visit. */
export const installShell = async ({ version, files, page }: Shell): Promise<void> => {
  const name = prefix + version;
  if (await caches.has(name)) return;
  const cache = await caches.open(name);
  try {
    const index = await fetch('/', { cache: 'no-cache' });
    // During a rolling update the page may be of another server than this worker: its parts would not fit.
    if ((await index.clone().text()) !== page) throw new Error('The page is of another build.');
    await Promise.all([cache.put('/', index), cache.addAll([...files])]);
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
};

export const dropOldShells = async ({ version }: Shell): Promise<void> => {
  // In the order in which they were made.
  const all = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== prefix + version);
  for (const name of all.slice(0, Math.max(0, all.length - (builds - 1)))) await caches.delete(name);
};

/** A file of the pages: its name holds a hash of it, so whoever has it needs no server. */
export const answerAsset = async (request: Request, { version }: Shell): Promise<Response> => {
  const had = await caches.match(request, whole);
  if (had !== undefined) return had;
  const answer = await fetch(request);
  const html = /^text\/html/.test(answer.headers.get('content-type') ?? '');
  const lasting = /immutable/.test(answer.headers.get('cache-control') ?? '');
  if (answer.ok && lasting && !html) {
    const cache = await caches.open(prefix + version);
    await cache.put(request, answer.clone()).catch(() => {});
  }
  return answer;
};

const unwell: ReadonlySet<number> = new Set([502, 503, 504]);

/** The server's page, so that nobody sees an old one while it can be reached; ours where it does not come in time. */
export const answerPage = async (
  request: Request,
  { version }: Shell,
  patienceMs: number,
): Promise<Response> => {
  const ours = async (): Promise<Response | undefined> => (await caches.open(prefix + version)).match('/');
  const late = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), patienceMs);
  });
  // A redirect is handed on as it is: it may lead to the sign-in of whatever stands before Nightjar.
  const asked = fetch(request);
  const answer = await Promise.race([asked, late]).catch(() => null);
  if (answer !== null && !unwell.has(answer.status)) return answer;
  return (await ours()) ?? answer ?? asked;
};
