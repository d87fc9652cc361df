import { createHash } from 'node:crypto';
import type { Log } from '@nightjar/kernel/log/log';
import type { Locate } from '../change/located.ts';
import { redact } from '../change/redaction/redact.ts';
import { type Arrived, type Outcome, recordDelivery } from './record.ts';
import type { Part, Source } from './source.ts';

/** So many parts are appended at a time: the log's queue stays open to others. */
const atOnce = 200;

/** Characters of all parts together. Each repeats what they have in common, so a few megabytes of it would become gigabytes. */
const mostText = 2 ** 26;

/** Every part as JSON, or null where that is too much: the body is then kept as a whole. */
const textsOf = (parts: readonly Part[]): string[] | null => {
  const texts: string[] = [];
  let left = mostText;
  for (const { value } of parts) {
    const text = JSON.stringify(value);
    left -= text.length;
    if (left < 0) return null;
    texts.push(text);
  }
  return texts;
};

const arrivedAs = (whole: Arrived, { delivery, event, value }: Part, text: string): Arrived => {
  const { value: clean } = redact(value, text);
  return {
    ...whole,
    delivery,
    event,
    value: clean,
    raw: {
      headers: { ...whole.raw.headers, 'content-type': 'application/json' },
      body: Buffer.from(clean === value ? text : JSON.stringify(clean)),
    },
    // The id holds what counts: the rest of the bytes may differ each time it is sent.
    hash: createHash('sha256').update(delivery).digest('hex'),
  };
};

/** An adapter that throws has a bug: the body is then kept as a whole, for the mended one to read. */
const partsIn = (source: Source, value: unknown, receivedAt: Date): readonly Part[] => {
  try {
    return source.parts?.(value, receivedAt) ?? [];
  } catch {
    return [];
  }
};

/** Of several outcomes the one that says most; a body of which every part was there already is a duplicate. */
const byWeight = ['mismatch', 'recorded', 'parked', 'unread', 'ignored', 'duplicate'] as const;

const together = (outcomes: readonly Outcome[]): Outcome => {
  const position = outcomes.reduce((last, it) => Math.max(last, it.position), 0);
  const status = byWeight.find((word) => outcomes.some((it) => it.status === word)) ?? 'duplicate';
  if (status === 'mismatch') return { status, position };
  const told = outcomes.flatMap((it) => (it.status === 'mismatch' ? [] : [it]));
  return {
    status,
    position,
    changes: [...new Set(told.flatMap((it) => it.changes))],
    alerts: [...new Set(told.flatMap((it) => it.alerts))],
    why: told.find((it) => it.why !== null)?.why ?? null,
    happenedMs: told.reduce<number | null>(
      (latest, { happenedMs }) => (happenedMs === null ? latest : Math.max(latest ?? happenedMs, happenedMs)),
      null,
    ),
  };
};

/**
 * Records a delivery, or each of the parts that its sender has packed into it, and resolves once all of it is in the log. Where
 * the log takes only some of the parts, the sender repeats all, and what is there counts as a duplicate. `value` is the body as
 * it came, because what tells two parts apart may be what is redacted; the parts are redacted before anything else is done.
 */
export const recordParts = async (
  log: Log,
  source: Source,
  whole: Arrived,
  value: unknown,
  locate: Locate,
): Promise<Outcome> => {
  const parts = partsIn(source, value, whole.receivedAt);
  const texts = textsOf(parts);
  if (texts === null || parts.length === 0) return recordDelivery(log, source, whole, locate);
  const outcomes: Outcome[] = [];
  for (let from = 0; from < parts.length; from += atOnce) {
    const some = parts
      .slice(from, from + atOnce)
      .map((part, nth) => arrivedAs(whole, part, texts[from + nth] ?? ''));
    outcomes.push(...(await Promise.all(some.map((one) => recordDelivery(log, source, one, locate)))));
  }
  return together(outcomes);
};
