import type { Alert, EntityPage } from '@nightjar/sdk/wire';
import { AlertRow } from './AlertRow.tsx';

type AlertListProps = {
  readonly title: string;
  readonly count: string;
  readonly alerts: readonly Alert[];
  readonly pages: ReadonlyMap<string, EntityPage>;
};

/** One part of the list. */
export const AlertList = ({ title, count, alerts, pages }: AlertListProps) => (
  <section className="alert-list" aria-labelledby={`alerts-${title}`}>
    <h2 id={`alerts-${title}`}>
      {title} <span className="count">{count}</span>
    </h2>
    <ul>
      {alerts.map((alert) => (
        <AlertRow key={alert.id} alert={alert} page={pages.get(alert.services[0] ?? '') ?? null} />
      ))}
    </ul>
  </section>
);
