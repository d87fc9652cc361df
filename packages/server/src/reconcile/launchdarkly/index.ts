import { Unread } from '../../discovery/code-host.ts';
import { jsonOf, type RestClient } from '../../discovery/rest-client.ts';
import type { Fetched } from '../../sources/fetched.ts';
import { field, textAt } from '../../sources/json.ts';
import { fullestSpan } from '../fullest-span.ts';
import type { Reconciler } from '../reconciler.ts';

export type LaunchdarklyReconcilerOptions = {
  /** `https://app.launchdarkly.com`. */
  readonly url: URL;
  readonly client: RestClient;
  readonly everyMs: number;
};

/** The most that it gives at once: launchdarkly.com/docs/api/audit-log/get-audit-log-entries. */
const pageSize = 20;
const mostPages = 25;

/** An entry is the very body of a webhook. Null: that is none. */
const entryOf = (entry: unknown): (Fetched & { readonly ms: number }) | null => {
  const id = textAt(entry, '_id');
  const ms = field(entry, 'date');
  if (id === null || typeof ms !== 'number' || !Number.isSafeInteger(ms) || ms <= 0 || ms > 8e15) return null;
  const event = textAt(entry, 'kind') ?? 'entry';
  return { event, delivery: `poll:${id}`, at: new Date(ms).toISOString(), body: entry, ms };
};

/** The entries of a span, or null where there are more than fit into one look. */
const between =
  (client: RestClient, signal: AbortSignal) =>
  async (from: Date, to: Date): Promise<Fetched[] | null> => {
    const known = new Map<string, Fetched>();
    let before = to.getTime() + 1;
    let without = 0;
    for (let page = 1; page <= mostPages; page += 1) {
      const query = {
        after: String(from.getTime()),
        before: String(before),
        limit: String(pageSize),
      };
      const answer = await jsonOf(await client({ path: '/api/v2/auditlog', query, signal }));
      const items = field(answer, 'items');
      if (!Array.isArray(items)) throw new Unread('what it answered is no audit log', 'now');
      const entries = items.map(entryOf).filter((it) => it !== null);
      const fresh = entries.filter(({ delivery }) => !known.has(delivery));
      for (const { ms: _, ...entry } of fresh) known.set(entry.delivery, entry);
      if (items.length < pageSize) return [...known.values()];
      without = fresh.length === 0 ? without + 1 : 0;
      if (without > 1) throw new Unread('its audit log goes round in a ring', 'now');
      const oldest = Math.min(...entries.map(({ ms }) => ms));
      if (!Number.isFinite(oldest)) throw new Unread('what it answered is no audit log', 'now');
      // Several may have happened in one millisecond: it is asked for again, unless it fills a page by itself.
      before = fresh.length === 0 ? Math.min(before - 1, oldest) : Math.min(before, oldest + 1);
      if (before <= from.getTime()) return [...known.values()];
    }
    return null;
  };

/** The audit log of an account of LaunchDarkly. */
export const launchdarkly = ({ url, client, everyMs }: LaunchdarklyReconcilerOptions): Reconciler => ({
  name: `launchdarkly ${url.host}`,
  source: 'launchdarkly',
  origin: url.host,
  everyMs,
  withinMs: 1000,
  run: async ({ from, to, signal }) => {
    const { items, upTo } = await fullestSpan(from, to, between(client, signal));
    return { fetched: items, upTo };
  },
});
