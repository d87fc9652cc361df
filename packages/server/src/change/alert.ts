import type { Hint } from './hint.ts';
import type { Link } from './observation.ts';

export const severities = ['critical', 'error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** How an alert stood when it was observed. `acknowledged`: it fires, and somebody has taken it on. */
export const alertStates = ['firing', 'acknowledged', 'resolved'] as const;
export type AlertState = (typeof alertStates)[number];

/** One report about one alert, whole and normalised: what the log keeps. An alert is a signal, never a change. */
export type AlertObservation = {
  readonly source: string;
  /** The sender's fingerprint: what fires again under it is the same alert. */
  readonly key: string;
  readonly state: AlertState;
  /** ISO 8601 in UTC with milliseconds: when it began to stand so, by the source's clock. */
  readonly at: string;
  readonly title: string;
  readonly severity: Severity | null;
  readonly services: readonly string[];
  readonly environment: string | null;
  readonly summary: string | null;
  readonly links: readonly Link[];
  readonly labels: Readonly<Record<string, string>>;
};

/** The same as an adapter gives it: only what it knows; the key and the state at least. */
export type ReportedAlert = Partial<Omit<AlertObservation, 'key' | 'state'>> &
  Pick<AlertObservation, 'key' | 'state'> & { readonly hints?: readonly Hint[] };

/** The source of alerts that somebody makes to see where they come out: each is of a group of its own, and never of a real trouble's. */
export const testSource = 'test';

/** Labels by which adapters tell who took an alert on and who ended it. Such a label counts for as long as the alert stands so. */
export const handledBy = { acknowledged: 'acknowledged_by', resolved: 'resolved_by' } as const;

/** The title of an alert whose sender gave none: one that was given takes its place, whenever it was. */
export const untitled = (source: string): string => `Alert of ${source}`;
