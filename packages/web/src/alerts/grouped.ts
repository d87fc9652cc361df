import type { Alert, AlertGroup } from '@nightjar/sdk/wire';

/** Groups that fire, and of which each open alert is a part. */
export type Grouping = {
  readonly groups: ReadonlyMap<string, AlertGroup>;
  /** The id of its group, by the id of an alert. */
  readonly of: ReadonlyMap<string, string>;
};

export const ungrouped: Grouping = { groups: new Map(), of: new Map() };

/** A line of the list: an alert by itself, or several of one cause. */
export type Line =
  | { readonly is: 'alert'; readonly alert: Alert }
  | { readonly is: 'group'; readonly group: AlertGroup; readonly alerts: readonly Alert[] };

/** Alerts of one group as one line, where the first of them stands; one that is alone in the list stays by itself. */
export const linesOf = (alerts: readonly Alert[], { groups, of }: Grouping): readonly Line[] => {
  const together = Map.groupBy(alerts, ({ id }) => of.get(id) ?? id);
  return [...together].flatMap(([id, some]): Line[] => {
    const group = groups.get(id);
    return group === undefined || some.length < 2
      ? some.map((alert) => ({ is: 'alert', alert }))
      : [{ is: 'group', group, alerts: some }];
  });
};
