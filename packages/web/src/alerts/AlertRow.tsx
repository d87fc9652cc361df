import type { Alert, EntityPage } from '@nightjar/sdk/wire';
import { servicePage } from '../feed/page.ts';
import { Environment } from '../feed/parts/Environment.tsx';
import { sourceAt } from '../sources/ways.ts';
import { Age } from '../ui/Age.tsx';
import { Away } from '../ui/Away.tsx';
import { plain } from '../ui/plain.ts';
import { To } from '../ui/To.tsx';
import { duration, wholeTime } from '../ui/time.ts';
import { waysOf } from './reach.ts';
import { SeverityMark } from './SeverityMark.tsx';
import { alertAt } from './ways.ts';
import { aboutOf, stateOf } from './words.ts';

type AlertRowProps = {
  readonly alert: Alert;
  /** What the catalog has of its service; null where nothing. */
  readonly page: EntityPage | null;
};

/** What is first heard of as it ends has lasted nobody knows how long. */
const lastedWords = (at: string, resolvedAt: string | null): string => {
  const ms = Date.parse(resolvedAt ?? at) - Date.parse(at);
  return ms <= 0 ? '' : `after ${duration(ms)}`;
};

const About = ({ alert }: { readonly alert: Alert }) => {
  const [only, ...others] = alert.services;
  if (only === undefined || others.length > 0)
    return (
      <span className="alert-about" title={alert.services.join(', ')}>
        {aboutOf(alert)}
      </span>
    );
  return (
    <To className="alert-about above" href={servicePage(only)}>
      <bdi>{plain(only)}</bdi>
    </To>
  );
};

/** An alert in the list. Its title leads to it, from anywhere on the line that leads nowhere else. */
export const AlertRow = ({ alert, page }: AlertRowProps) => {
  const { id, at, title, state, episodes, environment, source, resolvedAt } = alert;
  const { dashboard, runbook } = waysOf(alert, page);
  const isOver = state === 'resolved';
  const since = Date.parse(isOver ? (resolvedAt ?? at) : at);
  return (
    <li className={`alert-line is-${state}`}>
      <SeverityMark severity={alert.severity} state={state} />
      <span className="alert-what">
        <To className="alert-title" href={alertAt(id)} dir="auto">
          {plain(title.slice(0, 300))}
        </To>
        {episodes > 1 && (
          <span className="alert-times" title={`It came up ${episodes} times.`}>
            ×{episodes}
            <span className="unseen"> times</span>
          </span>
        )}
      </span>
      <About alert={alert} />
      <span className="alert-where">{environment !== null && <Environment name={environment} />}</span>
      <span className="alert-state">
        {isOver ? lastedWords(at, resolvedAt) : state === 'firing' ? '' : stateOf(alert)}
      </span>
      <time className="alert-since" dateTime={new Date(since).toISOString()} title={wholeTime(since)}>
        <Age at={since} />
      </time>
      <To className="alert-source above" href={sourceAt(source)}>
        {plain(source)}
      </To>
      <span className="alert-ways">
        {runbook !== null && <Away label="Runbook" url={runbook.url} className="way-out above" />}
        {dashboard !== null && <Away label="Dashboard" url={dashboard.url} className="way-out above" />}
      </span>
    </li>
  );
};
