import type { Callee } from './callee.ts';
import type { Span } from './otlp/span.ts';
import type { Service } from './service.ts';

/** One call, as the two spans of it tell, or the caller's alone. */
export type Call = {
  readonly org: number;
  readonly caller: Service;
  readonly callee: { readonly is: 'service'; readonly service: Service } | Callee;
  readonly environment: string;
  /** The minute in which it began, in ms since 1970. */
  readonly minute: number;
  readonly durationMs: number;
  readonly failed: boolean;
};

/** A span as it was heard: by whom, of whom, when. */
export type Heard = {
  readonly org: number;
  readonly service: Service;
  readonly span: Span;
  /** By its own clock where that can be, else by ours. */
  readonly minute: number;
  readonly callee: Callee | null;
};

type Held = {
  readonly id: string;
  readonly parent: string;
  readonly org: number;
  readonly service: Service;
  readonly kind: Span['kind'];
  readonly minute: number;
  readonly durationMs: number;
  readonly failed: boolean;
  /** Whom a client says it calls, to be believed if nobody answers for it. */
  readonly callee: Callee | null;
  readonly heldAt: number;
  answered: boolean;
};

type WindowLimits = {
  /** Spans held, about 400 bytes each. */
  readonly most: number;
  /** How long the other half of a call may take to arrive. */
  readonly ageMs: number;
};

type WindowCounts = { duplicates: number; unmatched: number };

const isAsking = (kind: Span['kind']): boolean => kind === 'client' || kind === 'producer';

/**
 * Joins the two sides of calls: a CLIENT or PRODUCER span in one service and the SERVER or CONSUMER span in another whose
 * parent it is. They come in different requests and in any order, so each waits here for the other, up to an age and up to a
 * number; the oldest leaves first. A span that is still held and comes again changes nothing.
 */
export const openWindow = ({ most, ageMs }: WindowLimits, onCall: (call: Call) => void) => {
  // In the order of arrival, as a Map keeps it.
  const held = new Map<string, Held>();
  const orphans = new Map<string, Held[]>();
  const counts: WindowCounts = { duplicates: 0, unmatched: 0 };

  const pair = (asking: Held, answering: Held): void => {
    asking.answered = true;
    answering.answered = true;
    // Within a service it is no edge of the graph.
    if (asking.service.ref === answering.service.ref) return;
    // Of a call, what the caller felt; of a message, how long it was worked on: sending it takes no time.
    const felt = asking.kind === 'producer' ? answering : asking;
    onCall({
      org: asking.org,
      caller: asking.service,
      callee: { is: 'service', service: answering.service },
      environment: asking.service.environment || answering.service.environment,
      minute: felt.minute,
      durationMs: felt.durationMs,
      failed: asking.failed || answering.failed,
    });
  };

  const alone = (one: Held | Heard, callee: Callee, durationMs: number, failed: boolean): void =>
    onCall({
      org: one.org,
      caller: one.service,
      callee,
      environment: one.service.environment,
      minute: one.minute,
      durationMs,
      failed,
    });

  /** The other half has not come: what the span itself says must do. */
  const leave = (one: Held): void => {
    held.delete(one.id);
    if (!isAsking(one.kind)) {
      const waiting = orphans.get(one.parent);
      const place = waiting?.indexOf(one) ?? -1;
      if (waiting === undefined || place === -1) return;
      counts.unmatched += 1;
      if (waiting.length === 1) orphans.delete(one.parent);
      else waiting.splice(place, 1);
      return;
    }
    if (one.answered) return;
    if (one.callee === null) counts.unmatched += 1;
    else alone(one, one.callee, one.durationMs, one.failed);
  };

  const settle = (now: number, keep = most): void => {
    for (const one of held.values()) {
      if (held.size <= keep && now - one.heldAt < ageMs) return;
      leave(one);
    }
  };

  return {
    /** `now` in ms, of a clock that does not go back. */
    hear: ({ org, service, span, minute, callee }: Heard, now: number): void => {
      // Each organisation for itself; the ids have a fixed length.
      const id = `${org}.${span.traceId}${span.spanId}`;
      if (held.has(id)) {
        counts.duplicates += 1;
        return;
      }
      const asks = isAsking(span.kind);
      const { durationMs, failed } = span;
      const isResource = callee?.is === 'resource';
      const one: Held = {
        id,
        parent: asks || span.parentId === '' ? '' : `${org}.${span.traceId}${span.parentId}`,
        org,
        service,
        kind: span.kind,
        minute,
        durationMs,
        failed,
        callee: isResource ? null : callee,
        heldAt: now,
        // Databases and queues do not answer with spans.
        answered: isResource && asks,
      };
      held.set(id, one);
      if (isResource) alone(one, callee, durationMs, failed);
      if (asks) {
        const waiting = orphans.get(id);
        if (waiting !== undefined) {
          orphans.delete(id);
          for (const other of waiting) pair(one, other);
        }
      } else if (one.parent !== '') {
        const parent = held.get(one.parent);
        if (parent === undefined) {
          const waiting = orphans.get(one.parent);
          if (waiting === undefined) orphans.set(one.parent, [one]);
          else waiting.push(one);
        } else if (isAsking(parent.kind)) pair(parent, one);
      }
      // A twentieth at once: a Map passes over what was deleted from its front each time it is walked from there.
      if (held.size > most) settle(now, Math.floor(most * 0.95));
    },
    /** Lets go what is too old; everything with `Infinity`. */
    settle: (now: number): void => settle(now),
    size: () => held.size,
    counts,
  };
};
