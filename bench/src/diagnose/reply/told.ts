import type { Log } from '@nightjar/kernel/log/log';
import type { AlertsGrouped } from '@nightjar/server/domains/diagnosis/groups/events';
import type { Asked } from '@nightjar/server/providers/slack/testing/slack-server';

/** The moments of a page, milliseconds since 1970; absent where it has not come so far. */
export type Told = {
  readonly diagnosis: string;
  readonly alert: string;
  readonly recorded?: number | undefined;
  readonly grouped: number;
  readonly diagnosed?: number | undefined;
  readonly told?: number | undefined;
  readonly digest: boolean;
  /** It turned out to be a part of another, which speaks for it. */
  readonly merged: boolean;
};

type Post = { readonly at: number; readonly digest: boolean };

/** The post that told of each diagnosis: the last, because what was refused before was written again. */
const postsOf = (asked: readonly Asked[]): Map<string, Post> => {
  const posts = new Map<string, Post>();
  for (const { method, body, at } of asked) {
    if (method !== 'chat.postMessage') continue;
    const { event_payload: about } = body['metadata'] as {
      readonly event_payload: { readonly diagnosis?: string; readonly diagnoses?: readonly string[] };
    };
    const { diagnosis, diagnoses = [] } = about;
    for (const id of diagnosis === undefined ? diagnoses : [diagnosis])
      posts.set(id, { at, digest: diagnosis === undefined });
  }
  return posts;
};

const types = ['AlertObserved', 'AlertsGrouped', 'DiagnosisMade'];

/** Every page that was begun, as far as it has come, from the log and from what Slack was asked. */
export const toldOf = async (log: Pick<Log, 'read'>, asked: readonly Asked[]): Promise<Told[]> => {
  const facts = await log.read({ after: 0, limit: 1_000_000, types });
  const firsts = new Map<string, number>();
  for (const { stream, recordedAt } of facts)
    if (!firsts.has(stream)) firsts.set(stream, recordedAt.getTime());
  const grouped = facts
    .filter(({ type }) => type === 'AlertsGrouped')
    .map(({ data, recordedAt }) => ({ ...(data as AlertsGrouped['data']), at: recordedAt.getTime() }));
  const merged = new Set(grouped.flatMap(({ merges }) => merges));
  const posts = postsOf(asked);
  return grouped.flatMap(({ diagnosis, group, lead, at }): Told[] => {
    if (diagnosis === null) return [];
    const post = posts.get(diagnosis);
    return [
      {
        diagnosis,
        alert: lead,
        recorded: firsts.get(`alert:${lead}`),
        grouped: at,
        diagnosed: firsts.get(`diagnosis:${diagnosis}`),
        told: post?.at,
        digest: post?.digest ?? false,
        merged: merged.has(group),
      },
    ];
  });
};
