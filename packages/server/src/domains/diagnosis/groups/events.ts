import type { Fact } from '@nightjar/kernel/fact';

/** An alert that became part of a group: in which of its episodes, and why. */
export type Grouped = {
  readonly alert: string;
  /** When the episode began, ISO 8601. */
  readonly at: string;
  /** What ties it to the others, in a few words; null for the one that leads. */
  readonly why: string | null;
};

/**
 * Alerts are of one cause, as far as can be told. The first fact of a group's stream founds it; others add to it. At most
 * `mostAtOnce` alerts a fact.
 */
export type AlertsGrouped = Fact<
  'AlertsGrouped',
  {
    readonly group: string;
    /** The alert that stands for all: the first. */
    readonly lead: string;
    readonly alerts: readonly Grouped[];
    /** Groups that turned out to be of the same cause: their alerts are this group's from now on. */
    readonly merges: readonly string[];
    /** The diagnosis that was begun for the group; null where none was: what it tells of is long over. */
    readonly diagnosis: string | null;
  }
>;

export const mostAtOnce = 500;

export const groupStream = (id: string): string => `alert-group:${id}`;
