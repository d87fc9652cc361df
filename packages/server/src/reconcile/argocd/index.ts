import { Unread } from '../../discovery/code-host.ts';
import { jsonOf, type RestClient } from '../../discovery/rest-client.ts';
import { field } from '../../sources/json.ts';
import type { Reconciler } from '../reconciler.ts';
import { isWithin } from '../span.ts';
import { syncsOf } from './body.ts';

export type ArgocdReconcilerOptions = {
  /** `https://argocd.example.com`. */
  readonly url: URL;
  readonly client: RestClient;
  readonly everyMs: number;
};

/** A sync is dated by its own end; what became of it is known when its rollout has ended. */
const longestRolloutMs = 60 * 60_000;

/** Syncs of the applications of an Argo CD, as its API (`GET /api/v1/applications`) tells of them: the last ten each. */
export const argocd = ({ url, client, everyMs }: ArgocdReconcilerOptions): Reconciler => ({
  name: `argocd ${url.host}`,
  source: 'argocd',
  origin: url.host,
  everyMs,
  // A notification is dated by when the application was healthy, the API by when the sync had ended.
  withinMs: 30 * 60_000,
  run: async ({ from, to, signal }) => {
    const answer = await jsonOf(await client({ path: '/api/v1/applications', signal }));
    // Go writes a list that is empty as null.
    const items = field(answer, 'items') ?? [];
    if (typeof answer !== 'object' || answer === null || !Array.isArray(items))
      throw new Unread('what it answered is no list of applications', 'now');
    const since = new Date(from.getTime() - longestRolloutMs);
    return {
      fetched: items.flatMap((item) => syncsOf(item, url, to)).filter(({ at }) => isWithin(at, since, to)),
      upTo: to,
    };
  },
});
