import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { diagnosesAt } from '../diagnosis/ways.ts';
import { FilterBox } from '../filter/FilterBox.tsx';
import { TopBar } from '../shell/TopBar.tsx';
import { sourcesAt } from '../sources/ways.ts';
import { Notice } from '../ui/Notice.tsx';
import { go, usePlace } from '../ui/place.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { To } from '../ui/To.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { shown } from '../ui/useAnswer.ts';
import { useMoving } from '../ui/useMoving.ts';
import { useSignedIn } from '../ui/useSignedIn.ts';
import { AlertList } from './AlertList.tsx';
import { fieldsWith } from './fields.ts';
import { useOpenAlerts, useResolvedAlerts } from './useAlerts.ts';
import { useGrouping } from './useGrouping.ts';
import { useServices } from './useServices.ts';
import { alertsAt } from './ways.ts';
import { byUrgency, countWords } from './words.ts';

const pageSize = 50;
const most = 200;

/** What fires, what is taken on, and below it what is over. */
export const AlertsScreen = () => {
  const q = usePlace().searchParams.get('q')?.trim() ?? '';
  const [wanted, setWanted] = useState(pageSize);
  const open = useOpenAlerts(q);
  const over = useResolvedAlerts(q, wanted);
  const grouping = useGrouping();
  const main = useRef<HTMLElement>(null);
  useMoving(main);
  const [nowOpen, nowOver] = [shown(open.answer), shown(over.answer)];
  const trouble = [open, over].map(({ answer }) => (answer.is === 'trouble' ? answer.trouble : null));
  useSignedIn(...trouble);
  const firing = useMemo(() => byUrgency(nowOpen?.alerts ?? []), [nowOpen]);
  const fields = useMemo(() => fieldsWith([...firing, ...(nowOver?.alerts ?? [])]), [firing, nowOver]);
  const pages = useServices(firing.flatMap(({ services }) => services.slice(0, 1))) ?? new Map();
  const wrong = trouble.find((it) => it !== null) ?? null;
  const again = (): void => {
    open.again();
    over.again();
  };
  const clear = (): void => go(alertsAt());

  useEffect(() => {
    document.title = firing.length === 0 ? 'Alerts · Nightjar' : `(${firing.length}) Alerts · Nightjar`;
  }, [firing.length]);

  const body = (): ReactNode => {
    if (wrong?.is === 'filter')
      return (
        <Notice
          title="This filter cannot be read"
          rank={2}
          action={{ label: 'Clear the filter', run: clear }}
        >
          <p>The place is marked under the box.</p>
        </Notice>
      );
    // Without the server what fires is known longer than what is over: the feed asks for it too.
    if (nowOpen === null || (nowOver === null && trouble[1] === null))
      return wrong === null ? (
        <Skeleton what="The alerts" />
      ) : (
        <TroubleNotice trouble={wrong} what="The alerts" onAgain={open.again} />
      );
    const none = firing.length === 0 && nowOver?.alerts.length === 0;
    if (none && q !== '')
      return (
        <Notice
          title="No alert matches this filter"
          rank={2}
          action={{ label: 'Clear the filter', run: clear }}
        >
          <p>New ones that match appear here as they fire.</p>
        </Notice>
      );
    if (none)
      return (
        <Notice title="No alert has come yet" rank={2}>
          <p>Alertmanager, Grafana, PagerDuty, Datadog and others send them here.</p>
          <To className="button primary" href={`${sourcesAt}?q=alerts`}>
            Connect an alert source
          </To>
        </Notice>
      );
    return (
      <>
        {trouble[0] != null && <TroubleNotice trouble={trouble[0]} what="The alerts" onAgain={again} />}
        {firing.length > 0 ? (
          <AlertList
            title="Now"
            count={countWords(firing)}
            alerts={firing}
            grouping={grouping}
            narrowed={q !== ''}
            pages={pages}
          />
        ) : (
          <p className="all-quiet">
            <i aria-hidden="true" /> Nothing fires{q === '' ? '' : ' that matches'}.
          </p>
        )}
        {nowOpen.next !== null && <p className="muted">There are more: narrow them by the filter.</p>}
        {nowOver === null && <p className="muted">What is over cannot be told now.</p>}
        {nowOver !== null && trouble[0] === null && trouble[1] != null && (
          <TroubleNotice trouble={trouble[1]} what="What is over" onAgain={over.again} />
        )}
        {nowOver !== null && nowOver.alerts.length > 0 && (
          <AlertList title="Over" count="" alerts={nowOver.alerts} pages={new Map()} />
        )}
        <p className="end">
          <To href={diagnosesAt}>What was diagnosed, and how good that was</To>
        </p>
        {nowOver !== null && nowOver.next !== null && wanted < most && (
          <button type="button" className="button" onClick={() => setWanted(most)}>
            Show more
          </button>
        )}
      </>
    );
  };

  return (
    <>
      <a className="skip" href="#alerts">
        To the alerts
      </a>
      <TopBar part="alerts">
        <FilterBox
          q={q}
          fields={fields}
          placeholder="service:checkout severity:critical"
          trouble={wrong}
          onApply={(to, how) => go(alertsAt(to), how)}
        />
      </TopBar>
      <main id="alerts" className="alerts" ref={main} tabIndex={-1} aria-busy={open.answer.is === 'awaited'}>
        <h1 className="unseen">Alerts</h1>
        {body()}
      </main>
    </>
  );
};
