import { instant } from '../../change/instant.ts';
import { type CodeHost, type Pages, Unread } from '../../discovery/code-host.ts';
import type { Client } from '../../discovery/github/client.ts';
import type { Fetched } from '../../sources/fetched.ts';
import { field, idAt, textAt } from '../../sources/json.ts';
import type { Looked, Reconciler, Reconciling } from '../reconciler.ts';
import { visitsOf } from '../visits.ts';

export type HookReconcilerOptions = {
  /** The organisation: `acme`. */
  readonly organisation: string;
  readonly host: CodeHost;
  readonly client: Client;
  readonly everyMs: number;
};

/** GitHub keeps three days of them; twenty thousand. */
const mostPages = 200;
/** A payload has at most 25 MiB, so few at a time. */
const mostPayloads = 50;

/** One attempt at one delivery: docs.github.com/en/rest/orgs/webhooks, "List deliveries". */
type Attempt = {
  readonly path: string;
  readonly guid: string;
  readonly event: string;
  readonly at: string;
  readonly arrived: boolean;
};

const isOurs = (hook: unknown): boolean =>
  URL.parse(textAt(hook, 'config', 'url') ?? '')?.pathname.endsWith('/hooks/github') === true;

const listOf = (data: unknown): readonly unknown[] => {
  if (!Array.isArray(data)) throw new Unread('what it answered is no list', 'now');
  return data;
};

const attemptOf = (hook: string, item: unknown): Attempt | null => {
  const [id, guid, event] = [idAt(item, 'id'), textAt(item, 'guid'), textAt(item, 'event')];
  const at = instant(field(item, 'delivered_at'));
  if (id === null || guid === null || event === null || at === null) return null;
  const status = Number(field(item, 'status_code'));
  const path = `${hook}/deliveries/${encodeURIComponent(id)}`;
  return { path, guid, event, at, arrived: status >= 200 && status < 300 };
};

/** Deliveries of which no attempt arrived, by their first attempt, oldest first. */
const lostAmong = (attempts: readonly Attempt[]): Attempt[] =>
  [...Map.groupBy(attempts, ({ guid }) => guid).values()]
    .filter((tries) => tries.every(({ arrived }) => !arrived))
    .flatMap((tries) => [...tries].sort((a, b) => (a.at < b.at ? -1 : 1)).slice(0, 1))
    .sort((a, b) => (a.at < b.at ? -1 : 1));

/** Hooks that lead to us, by the list that holds them, with its ETag: asked again, it costs nothing. */
type Lists = Readonly<Record<string, { readonly etag: string | null; readonly hooks: readonly string[] }>>;

/** Where the hooks that lead to us are: of the organisation, else of its repositories. */
const hooksOf = async (
  { organisation, host, client, everyMs }: HookReconcilerOptions,
  { from, to, recall, keep, signal }: Reconciling,
): Promise<string[]> => {
  const before = ((await recall('hooks')) ?? {}) as Lists;
  const lists: Record<string, Lists[string]> = {};
  /** Null where they may not be seen: without the right, GitHub answers 404 as well as 403. */
  const list = async (path: string): Promise<readonly string[] | null> => {
    try {
      const known = before[path];
      const etag = known?.etag ?? undefined;
      const answer = await client({ path, query: { per_page: '100' }, etag, signal });
      const hooks =
        answer.status === 304
          ? (known?.hooks ?? [])
          : listOf(answer.data)
              .filter(isOurs)
              .map((hook) => idAt(hook, 'id'))
              .flatMap((id) => (id === null ? [] : [`${path}/${encodeURIComponent(id)}`]));
      lists[path] = { etag: answer.status === 304 ? (etag ?? null) : answer.headers.get('etag'), hooks };
      return hooks;
    } catch (error) {
      if (error instanceof Unread && error.concerns === 'this') return null;
      throw error;
    }
  };
  const found: string[] = [];
  let seen = false;
  const look = async (path: string): Promise<void> => {
    const hooks = await list(path);
    seen = seen || hooks !== null;
    found.push(...(hooks ?? []));
  };
  await look(`/orgs/${encodeURIComponent(organisation)}/hooks`);
  if (found.length === 0) {
    const { repositories, pages } = await host.repositories(((await recall('pages')) ?? {}) as Pages, signal);
    await keep('pages', pages);
    for (const { repository } of visitsOf(repositories, { from, to, everyMs }))
      await look(`/repos/${repository.name}/hooks`);
  }
  if (!seen) throw new Unread('it does not let its webhooks be seen', 'now', { is: 'refused' });
  await keep('hooks', lists);
  return found;
};

const attemptsAt = async (
  hook: string,
  client: Client,
  { from, signal }: Reconciling,
): Promise<Attempt[]> => {
  const attempts: Attempt[] = [];
  const asked = new Set<string>();
  for (let cursor = ''; asked.size < mostPages && !asked.has(cursor); ) {
    asked.add(cursor);
    const query = { per_page: '100', ...(cursor === '' ? {} : { cursor }) };
    const { headers, data } = await client({ path: `${hook}/deliveries`, query, signal });
    const page = listOf(data).map((item) => attemptOf(hook, item));
    attempts.push(...page.filter((it) => it !== null));
    const next = /<([^<>]+)>\s*;[^,<]*\brel="?next"?/.exec(headers.get('link') ?? '')?.[1];
    const oldest = page.at(-1)?.at;
    if (next === undefined || oldest === undefined || Date.parse(oldest) <= from.getTime()) break;
    cursor = URL.parse(next, 'https://github.invalid')?.searchParams.get('cursor') ?? '';
  }
  return attempts;
};

const look = async (options: HookReconcilerOptions, reconciling: Reconciling): Promise<Looked> => {
  const { client } = options;
  const { from, to, signal } = reconciling;
  const attempts: Attempt[] = [];
  for (const hook of await hooksOf(options, reconciling))
    attempts.push(...(await attemptsAt(hook, client, reconciling)));
  const lost = lostAmong(attempts).filter(
    ({ at }) => Date.parse(at) > from.getTime() && Date.parse(at) <= to.getTime(),
  );
  const fetched: Fetched[] = [];
  for (const { path, guid, event, at } of lost.slice(0, mostPayloads)) {
    const { data } = await client({ path, signal });
    const body = field(data, 'request', 'payload');
    if (typeof body === 'object' && body !== null)
      fetched.push({ event, delivery: guid, body, at, own: true });
  }
  const upTo = lost.length > mostPayloads ? lost[mostPayloads - 1]?.at : undefined;
  return { fetched, upTo: upTo === undefined ? to : new Date(upTo) };
};

/** Deliveries of GitHub's webhooks that did not arrive: it never sends them again, but keeps them for three days. */
export const githubHooks = (options: HookReconcilerOptions): Reconciler => ({
  name: `${options.host.name} hooks`,
  source: 'github',
  origin: options.host.origin,
  everyMs: options.everyMs,
  withinMs: 1000,
  run: (reconciling) => look(options, reconciling),
});
