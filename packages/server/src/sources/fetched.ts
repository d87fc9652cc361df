import { createHash } from 'node:crypto';
import type { Kernel } from '@nightjar/kernel/kernel';
import { changeStream, keptKey } from '../change/identity.ts';
import type { Locate } from '../change/located.ts';
import { type AlertObserved, alertStream } from '../domains/alerts/events.ts';
import type { ChangeObserved } from '../domains/feed/events.ts';
import { keptBody } from './kept-body.ts';
import { type DeliveryRead, readDelivery } from './reading.ts';
import { type Outcome, recordDelivery } from './record.ts';
import type { Reader } from './source.ts';
import { keptHeaders } from './stored.ts';

/** A delivery that nobody sent: it was fetched, in the shape in which its sender would have sent it. */
export type Fetched = {
  readonly event: string;
  /** Names what happened and how it then stood, so that it is fetched twice and recorded once: `poll:<id of the status>`. */
  readonly delivery: string;
  readonly body: unknown;
  /** When it happened, ISO 8601. */
  readonly at: string;
  /** It is a delivery of the sender's own that did not arrive, under its own id: the same bytes count as the same. */
  readonly own?: true;
};

/** `known`: all that it says stands already. `nothing`: it tells of no change. Neither adds a fact. */
export type FetchedOutcome = 'recorded' | 'known' | 'nothing' | 'unread';

export type FetchedContext = {
  readonly org: number;
  readonly locate: Locate;
  readonly clockAheadMs: number;
  /** Who fetched it, kept beside the body. */
  readonly by: string;
  /** Of its facts: `reconcile:github acme`. */
  readonly actor: string;
  /** A phase that was told within so long of it is the same: what an API says of a moment is not always what the webhook said. */
  readonly withinMs: number;
};

const isNear = (one: string, other: string, withinMs: number): boolean =>
  Math.abs(Date.parse(one) - Date.parse(other)) <= withinMs;

/** Whether everything that was read stands in the log already, whoever told of it. */
const stands = async (
  { log }: Pick<Kernel, 'log'>,
  { observed, alerts }: DeliveryRead,
  { org, withinMs }: FetchedContext,
): Promise<boolean> => {
  for (const { change, observation } of observed) {
    const facts = await log.stream(org, changeStream(change));
    const told = facts.some(({ type, data }) => {
      if (type !== 'ChangeObserved') return false;
      const before = (data as ChangeObserved['data']).observation;
      return before.phase === observation.phase && isNear(before.at, observation.at, withinMs);
    });
    if (!told) return false;
  }
  for (const { alert, observation } of alerts) {
    const facts = await log.stream(org, alertStream(alert));
    const told = facts.some(({ type, data }) => {
      if (type !== 'AlertObserved') return false;
      const before = (data as AlertObserved['data']).alert;
      return before.state === observation.state && isNear(before.at, observation.at, withinMs);
    });
    if (!told) return false;
  }
  return true;
};

/**
 * Records what was fetched by the path of what is sent: redacted, read by the source's own adapter, located. What the webhook told
 * already adds no fact; what tells of nothing neither, because it will be fetched again and again.
 */
export const recordFetched = async (
  kernel: Pick<Kernel, 'log' | 'clock'>,
  reader: Reader & { readonly keeps?: readonly string[] },
  fetched: Fetched,
  context: FetchedContext,
): Promise<FetchedOutcome> => {
  const { event, own } = fetched;
  const delivery = keptKey(fetched.delivery);
  const { org, locate, clockAheadMs, by, actor } = context;
  const receivedAt = kernel.clock.now();
  const headers = { 'content-type': 'application/json' };
  const bytes = Buffer.from(JSON.stringify(fetched.body));
  const kept = keptBody(headers, bytes, fetched.body);
  const read = readDelivery(
    reader,
    { event, delivery, receivedAt, body: kept.value },
    { org, locate, clockAheadMs },
  );
  if (read.nothing === 'ignored') return 'nothing';
  if (read.nothing === null && (await stands(kernel, read, context))) return 'known';
  const record = (named: string, hashed: Buffer | string): Promise<Outcome> =>
    recordDelivery(
      kernel.log,
      reader,
      {
        org,
        delivery: named,
        event,
        receivedAt,
        value: kept.value,
        raw: {
          headers: {
            ...keptHeaders(headers, reader.keeps ?? [], receivedAt, clockAheadMs),
            ...kept.headers,
            'nightjar-fetched-by': by.slice(0, 200),
          },
          body: kept.body,
        },
        hash: createHash('sha256').update(hashed).digest('hex'),
        actor,
        clockAheadMs,
      },
      locate,
    );
  // An API may say more of the same thing tomorrow; that is no other delivery.
  let outcome = await record(delivery, own === true ? bytes : delivery);
  // It came in by itself, in other bytes, and not all of it was recorded then: the sender was told so, and it is fetched for that.
  if (outcome.status === 'mismatch' && read.nothing === null) {
    const again = `fetched:${delivery}`;
    outcome = await record(again, again);
  }
  if (outcome.status === 'duplicate' || outcome.status === 'mismatch') return 'known';
  return read.nothing === null ? 'recorded' : 'unread';
};
