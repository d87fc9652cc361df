import type { AlertObservation } from '../change/alert.ts';
import type { Hint } from '../change/hint.ts';
import { alertId, changeId, keyOfContent } from '../change/identity.ts';
import type { Locate, Located } from '../change/located.ts';
import { type NormaliseContext, type Normalised, normalise } from '../change/normalise.ts';
import { normaliseAlert } from '../change/normalise-alert.ts';
import type { Observation, Reported } from '../change/observation.ts';
import { storableText } from '../change/storable.ts';
import type { Delivery, Reader, Reading } from './source.ts';

/** An observation that a delivery holds, with the change it belongs to and its place in the delivery. */
export type Observed = {
  readonly change: string;
  readonly index: number;
  readonly observation: Observation;
  readonly located: Located | null;
};

export type ObservedAlert = {
  readonly alert: string;
  readonly index: number;
  readonly observation: AlertObservation;
  readonly located: Located | null;
};

/** What a delivery says, made ready for the log. */
export type DeliveryRead = {
  readonly observed: readonly Observed[];
  readonly alerts: readonly ObservedAlert[];
  /** How it went where nothing was observed; null where something was. */
  readonly nothing: 'ignored' | 'unread' | 'parked' | null;
  /** Set where something in it, or all of it, is no change. */
  readonly why: string | null;
};

/** How the house reads, besides the adapter. */
export type ReadingContext = {
  readonly org: number;
  readonly locate: Locate;
  /** Milliseconds by which the sender's clock is ahead of ours; negative where it is behind. */
  readonly clockAheadMs: number;
};

type Failed = { readonly is: 'parked'; readonly why: string };

/** The reading of the adapter. One that throws has a bug; the delivery is kept all the same, for the mended one to read. */
const reports = (reader: Reader, delivery: Delivery): Reading | Failed => {
  try {
    return reader.map(delivery);
  } catch (error) {
    const said = error instanceof Error ? error.message.slice(0, 200) : 'no reason';
    return { is: 'parked', why: `The adapter failed: ${said}.` };
  }
};

/** A sender's clock that is years off must not cost the change: it is dated by our clock, and what was said is kept. */
const dated = (reported: Reported, context: NormaliseContext): Normalised => {
  const result = normalise(reported, context);
  if (result.ok || result.pointer !== '/at') return result;
  const { at: saidAt, ...rest } = reported;
  return normalise({ ...rest, extra: { ...rest.extra, saidAt } }, context);
};

const setBack = (at: string, aheadMs: number): string =>
  aheadMs === 0 ? at : new Date(Date.parse(at) - aheadMs).toISOString();

/** More reports than any sender packs into one delivery, and as many as are appended while it waits for an answer. */
const mostReports = 10_000;

/** More ids of one thing than any sender gives. */
const mostHints = 20;

/** Hints are kept with what is found by them, so they have to be such as can be kept. */
const sound = (hints: readonly Hint[]): Hint[] =>
  hints.slice(0, mostHints).flatMap(({ join, value }) => {
    const kept = storableText(value).trim().slice(0, 500).toWellFormed();
    return kept === '' ? [] : [{ join: storableText(join).slice(0, 100).toWellFormed(), value: kept }];
  });

const nothing = (is: 'ignored' | 'unread' | 'parked', why: string): DeliveryRead => ({
  observed: [],
  alerts: [],
  nothing: is,
  why,
});

/**
 * Reads a delivery: pure, so that a replay finds what the first reading found. A report without a key of its own gets one
 * from the delivery. A report that cannot be normalised is left out with the reason; its raw body stays.
 */
export const readDelivery = (
  reader: Reader,
  delivery: Delivery,
  { org, locate, clockAheadMs }: ReadingContext,
): DeliveryRead => {
  const reading = reports(reader, delivery);
  if (reading.is === 'ignored' || reading.is === 'unread' || reading.is === 'parked')
    return nothing(reading.is, reading.why);
  const { receivedAt } = delivery;
  const reported = (reading.is === 'changes' ? reading.changes : reading.alerts).length;
  let why: string | null =
    reported > mostReports ? `Of its ${reported} reports only the first ${mostReports} are read.` : null;
  const observed: Observed[] = [];
  const alerts: ObservedAlert[] = [];
  const leftOut = (index: number, { pointer, message }: { pointer: string; message: string }): void => {
    why ??= `Report ${index} could not be kept: ${pointer} ${message}`;
  };

  for (const [index, { hints = [], ...reported }] of (reading.is === 'changes'
    ? reading.changes.slice(0, mostReports)
    : []
  ).entries()) {
    const result = dated(reported, {
      source: reader.name,
      receivedAt,
      tooMuch: 'cut',
      key: () => keyOfContent([delivery.delivery, index]),
    });
    if (!result.ok) {
      leftOut(index, result);
      continue;
    }
    const { source, key, services, environment, at, phase } = result.observation;
    const { located, ...found } = locate({ org, source, services, environment, hints: sound(hints) });
    const isOurs = at === receivedAt.toISOString() || phase === 'planned';
    const observation = { ...result.observation, ...found, at: isOurs ? at : setBack(at, clockAheadMs) };
    observed.push({ change: changeId(org, source, key), index, observation, located });
  }
  for (const [index, { hints = [], ...reported }] of (reading.is === 'alerts'
    ? reading.alerts.slice(0, mostReports)
    : []
  ).entries()) {
    const result = normaliseAlert(reported, { source: reader.name, receivedAt });
    if (!result.ok) {
      leftOut(index, result);
      continue;
    }
    const { source, key, services, environment, at } = result.alert;
    const { located, ...found } = locate({ org, source, services, environment, hints: sound(hints) });
    const observation = { ...result.alert, ...found, at: setBack(at, clockAheadMs) };
    alerts.push({ alert: alertId(org, source, key), index, observation, located });
  }
  if (observed.length + alerts.length > 0) return { observed, alerts, nothing: null, why };
  return why === null ? nothing('ignored', 'It tells of no change.') : nothing('unread', why);
};
