import { Unread } from '../../discovery/code-host.ts';
import { jsonOf, type RestClient } from '../../discovery/rest-client.ts';
import type { Fetched } from '../../sources/fetched.ts';
import { field, idAt } from '../../sources/json.ts';
import { fullestSpan } from '../fullest-span.ts';
import type { Reconciler } from '../reconciler.ts';
import { eventIn } from './body.ts';

export type PagerdutyReconcilerOptions = {
  /** `https://api.pagerduty.com`. */
  readonly url: URL;
  readonly client: RestClient;
  readonly everyMs: number;
};

const pageSize = 100;
/** It gives no more than 10,000 of one question. */
const mostPages = 20;

/** The entries of a span, or null where there are more than fit into one look. */
const between =
  (client: RestClient, signal: AbortSignal) =>
  async (from: Date, to: Date): Promise<Fetched[] | null> => {
    const known = new Map<string, Fetched>();
    const ids = new Set<string>();
    for (let page = 0; page < mostPages; page += 1) {
      const answer = await jsonOf(
        await client({
          path: '/log_entries?include[]=incidents&include[]=services',
          query: {
            since: from.toISOString(),
            until: to.toISOString(),
            is_overview: 'true',
            limit: String(pageSize),
            offset: String(page * pageSize),
          },
          signal,
        }),
      );
      const entries = field(answer, 'log_entries');
      if (!Array.isArray(entries)) throw new Unread('what it answered is no list of log entries', 'now');
      const before = ids.size;
      for (const entry of entries) ids.add(idAt(entry, 'id') ?? '');
      if (page > 0 && ids.size === before && entries.length > 0)
        throw new Unread('its list of log entries goes round in a ring', 'now');
      for (const found of entries.map(eventIn)) if (found !== null) known.set(found.delivery, found);
      if (field(answer, 'more') !== true || entries.length === 0) return [...known.values()];
    }
    return null;
  };

/** Log entries of an account of PagerDuty: what happened to its incidents. */
export const pagerduty = ({ url, client, everyMs }: PagerdutyReconcilerOptions): Reconciler => ({
  name: `pagerduty ${url.host}`,
  source: 'pagerduty',
  origin: url.host,
  everyMs,
  withinMs: 5000,
  run: async ({ from, to, signal }) => {
    const { items, upTo } = await fullestSpan(from, to, between(client, signal));
    return { fetched: items, upTo };
  },
});
