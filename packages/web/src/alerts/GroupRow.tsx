import type { Alert, AlertGroup, EntityPage } from '@nightjar/sdk/wire';
import { useId, useState } from 'react';
import { diagnosisAt } from '../diagnosis/ways.ts';
import { Environment } from '../feed/parts/Environment.tsx';
import { Age } from '../ui/Age.tsx';
import { brief } from '../ui/plain.ts';
import { To } from '../ui/To.tsx';
import { wholeTime } from '../ui/time.ts';
import { AlertRow } from './AlertRow.tsx';
import { SeverityMark } from './SeverityMark.tsx';
import { countWords } from './words.ts';

type GroupRowProps = {
  readonly group: AlertGroup;
  /** Those of it that the list has, the most urgent first. */
  readonly alerts: readonly Alert[];
  /** Whether the list was narrowed: then only those that match are counted. */
  readonly narrowed: boolean;
  readonly pages: ReadonlyMap<string, EntityPage>;
};

/** Alerts of one cause, as one line that opens. */
export const GroupRow = ({ group, alerts, narrowed, pages }: GroupRowProps) => {
  const [open, setOpen] = useState(false);
  const id = useId();
  const [first] = alerts;
  if (first === undefined) return null;
  const all = narrowed ? alerts.length : Math.max(group.firing, alerts.length);
  const led = alerts.find((alert) => alert.id === group.lead);
  const { diagnosis, environment, serviceCount, services, firstAt } = group;
  return (
    <li className="alert-group">
      <div className={`alert-line is-${first.state}`}>
        <SeverityMark severity={first.severity} state={first.state} />
        <span className="alert-what">
          <button
            type="button"
            className="alert-title opens"
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => setOpen(!open)}
          >
            <bdi>{brief((led ?? first).title)}</bdi> <span className="alert-more">and {all - 1} more</span>
          </button>
        </span>
        <span className="alert-about" title={services.slice(0, 20).join(', ')}>
          {serviceCount === 1 ? services[0] : `${serviceCount} services`}
        </span>
        <span className="alert-where">{environment !== null && <Environment name={environment} />}</span>
        <span className="alert-state">{countWords(alerts)}</span>
        <time className="alert-since" dateTime={firstAt} title={wholeTime(Date.parse(firstAt))}>
          <Age at={Date.parse(firstAt)} />
        </time>
        <span className="alert-source">one cause</span>
        <span className="alert-ways">
          {diagnosis !== null && (
            <To className="way-out above" href={diagnosisAt(diagnosis)}>
              What broke?
            </To>
          )}
        </span>
      </div>
      {open && (
        <ul
          id={id}
          className="alert-members"
          aria-label={`${brief((led ?? first).title, 80)} and what fires with it`}
        >
          {alerts.map((alert) => (
            <AlertRow key={alert.id} alert={alert} page={pages.get(alert.services[0] ?? '') ?? null} />
          ))}
          {all > alerts.length && (
            <li className="muted alert-rest-of">And {all - alerts.length} that began earlier.</li>
          )}
        </ul>
      )}
    </li>
  );
};
