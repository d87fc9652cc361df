import type { Alert, EntityPage } from '@nightjar/sdk/wire';
import { AlertRow } from './AlertRow.tsx';
import { GroupRow } from './GroupRow.tsx';
import { type Grouping, linesOf, ungrouped } from './grouped.ts';

type AlertListProps = {
  readonly title: string;
  readonly count: string;
  readonly alerts: readonly Alert[];
  readonly grouping?: Grouping;
  /** Whether a filter left some out. */
  readonly narrowed?: boolean;
  readonly pages: ReadonlyMap<string, EntityPage>;
};

/** One part of the list. */
export const AlertList = ({
  title,
  count,
  alerts,
  grouping = ungrouped,
  narrowed = false,
  pages,
}: AlertListProps) => (
  <section className="alert-list" aria-labelledby={`alerts-${title}`}>
    <h2 id={`alerts-${title}`}>
      {title} <span className="count">{count}</span>
    </h2>
    <ul>
      {linesOf(alerts, grouping).map((line) =>
        line.is === 'group' ? (
          <GroupRow key={line.group.id} {...line} narrowed={narrowed} pages={pages} />
        ) : (
          <AlertRow
            key={line.alert.id}
            alert={line.alert}
            page={pages.get(line.alert.services[0] ?? '') ?? null}
          />
        ),
      )}
    </ul>
  </section>
);
