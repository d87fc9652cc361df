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
export const lostAmong = (attempts: readonly Attempt[]): Attempt[] =>
  [...Map.groupBy(attempts, ({ guid }) => guid).values()]
    .filter((tries) => tries.every(({ arrived }) => !arrived))
    .flatMap((tries) => [...tries].sort((a, b) => (a.at < b.at ? -1 : 1)).slice(0, 1))
    .sort((a, b) => (a.at < b.at ? -1 : 1));

/** Where the hooks that lead to us are: of the organisation, else of its repositories. */
const hooksOf = async (
  { organisation, host, client, everyMs }: HookReconcilerOptions,
  { from, to, recall, keep, signal }: Reconciling,
): Promise<string[]> => {
  const list = async (path: string): Promise<string[]> => {
    const { data } = await client({ path, query: { per_page: '100' }, signal });
    return listOf(data)
      .filter(isOurs)
      .flatMap((hook) => {
        const id = idAt(hook, 'id');
        return id === null ? [] : [`${path}/${encodeURIComponent(id)}`];
      });
  };
  const ofAll = await list(`/orgs/${encodeURIComponent(organisation)}/hooks`);
  if (ofAll.length > 0) return ofAll;
  const { repositories, pages } = await host.repositories(((await recall('pages')) ?? {}) as Pages, signal);
  await keep('pages', pages);
  const found: string[] = [];
  for (const { repository } of visitsOf(repositories, { from, to, everyMs }))
    found.push(...(await list(`/repos/${repository.name}/hooks`)));
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
