import type { AlertPage } from '@nightjar/sdk/wire';
import { nightjar } from '../nightjar.ts';
import { type Asked, useAnswer } from '../ui/useAnswer.ts';

/** So often alerts are asked for anew while somebody looks on: who is paged does not reload. */
export const everyMs = 10_000;
const often = (): number => everyMs;

/** Those that fire or are taken on, live. `q`: a filter; an empty one is none. */
export const useOpenAlerts = (q = ''): Asked<AlertPage> =>
  useAnswer(
    ['open alerts', q],
    (signal) => nightjar.alerts.list({ state: 'open', limit: 200, signal, ...(q === '' ? {} : { q }) }),
    often,
  );

/** The latest that are over, live. */
export const useResolvedAlerts = (q: string, limit: number): Asked<AlertPage> =>
  useAnswer(
    ['resolved alerts', q, limit],
    (signal) => nightjar.alerts.list({ state: 'resolved', limit, signal, ...(q === '' ? {} : { q }) }),
    often,
  );
