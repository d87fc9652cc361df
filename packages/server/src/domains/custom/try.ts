import type { Kernel } from '@nightjar/kernel/kernel';
import type { Locate } from '../../change/located.ts';
import { compile, ExpressionError } from '../../sources/custom/compile.ts';
import { customSource, sourceNameOf } from '../../sources/custom/custom-source.ts';
import { latestDeliveries } from '../../sources/latest-deliveries.ts';
import type { StoredDelivery } from '../../sources/raw-deliveries.ts';
import { readDelivery } from '../../sources/reading.ts';
import { bodyValue, clockAheadOf } from '../../sources/stored.ts';
import type { WrittenMapping } from './events.ts';
import type { Becomes, Tried, TriedPayload } from './wire.ts';

/** Payloads that a mapping is tried upon. */
const payloads = 10;

/** Characters of a payload that are shown. */
const mostShown = 40_000;

const shownOf = (body: unknown): string => {
  const text = JSON.stringify(body, null, 2);
  return text.length <= mostShown ? text : `${text.slice(0, mostShown).toWellFormed()}\n…`;
};

type Making = {
  readonly org: number;
  readonly name: string;
  readonly locate: Locate;
};

/** What a delivery would become. */
const becomes = (
  { org, name, locate }: Making,
  mapping: WrittenMapping,
  stored: StoredDelivery,
  body: unknown,
): Becomes => {
  const made = compile(mapping, () => performance.now());
  if (!made.ok) return { is: 'unread', why: 'The mapping cannot be used as it stands.' };
  const source = customSource({ name, title: name, published: { version: 1, compiled: made.compiled } });
  const { delivery, event, receivedAt, headers } = stored;
  let failed: ExpressionError | null = null;
  const reader = {
    ...source,
    map: (it: Parameters<typeof source.map>[0]) => {
      try {
        return source.map(it);
      } catch (error) {
        if (error instanceof ExpressionError) failed = error;
        throw error;
      }
    },
  };
  const read = readDelivery(
    reader,
    { delivery, event, receivedAt, body, headers },
    { org, locate, clockAheadMs: clockAheadOf(headers) },
  );
  const error = failed as ExpressionError | null;
  if (error !== null)
    return {
      is: 'failed',
      field: error.field,
      offset: error.offset,
      why: error.message.slice(error.field.length + 2),
    };
  if (read.nothing !== null)
    return { is: read.nothing === 'ignored' ? 'ignored' : 'unread', why: read.why ?? '' };
  const [alert] = read.alerts;
  if (alert !== undefined) {
    const { title, services, environment, at, state, severity, key } = alert.observation;
    return { is: 'alert', title, services: [...services], environment, at, key, state, severity };
  }
  const [change] = read.observed;
  if (change === undefined) return { is: 'ignored', why: 'It tells of no change.' };
  const { title, services, environment, at, key, kind, phase, actor, version, links, tags, summary } =
    change.observation;
  const more = {
    kind,
    phase,
    actor: actor?.name ?? null,
    version,
    link: links[0]?.url ?? null,
    tags,
    summary,
  };
  return { is: 'change', title, services: [...services], environment, at, key, ...more };
};

/** Runs a draft on the last payloads that are kept, and writes nothing. */
export const tryOn = async (
  { database }: Pick<Kernel, 'database'>,
  making: Making,
  mapping: WrittenMapping,
): Promise<Tried> => {
  const made = compile(mapping, () => performance.now());
  const stored = await latestDeliveries(database, {
    org: making.org,
    source: sourceNameOf(making.name),
    limit: payloads,
  });
  const tried = stored.map((it): TriedPayload => {
    const { delivery, event, receivedAt, headers } = it;
    const told = { delivery, event, receivedAt: receivedAt.toISOString() };
    try {
      const body = bodyValue(headers, it.body);
      return { ...told, body: shownOf(body), becomes: becomes(making, mapping, it, body) };
    } catch {
      return { ...told, body: '', becomes: { is: 'unread', why: 'The payload is no JSON any more.' } };
    }
  });
  return { faults: made.ok ? [] : made.faults.map((fault) => ({ ...fault })), payloads: tried };
};
