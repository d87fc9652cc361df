import { useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { nightjar } from '../nightjar.ts';
import { TopBar } from '../shell/TopBar.tsx';
import { Notice } from '../ui/Notice.tsx';
import { plain } from '../ui/plain.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { To } from '../ui/To.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { shown, useAnswer } from '../ui/useAnswer.ts';
import { useMoving } from '../ui/useMoving.ts';
import { useSignedIn } from '../ui/useSignedIn.ts';
import { AlertBody } from './AlertBody.tsx';
import { everyMs } from './useAlerts.ts';
import { alertsAt } from './ways.ts';

/** One alert: what a page at night leads to. */
export const AlertScreen = () => {
  const { id = '' } = useParams({ strict: false });
  const { answer, again } = useAnswer(
    ['alert', id],
    (signal) => nightjar.alerts.get(id, { signal }),
    () => everyMs,
  );
  const alert = shown(answer);
  const trouble = answer.is === 'trouble' ? answer.trouble : null;
  const main = useRef<HTMLElement>(null);
  useMoving(main);
  useSignedIn(trouble);
  useEffect(() => {
    document.title = `${plain(alert?.title ?? 'Alert')} · Nightjar`;
  }, [alert?.title]);
  const body = (): ReactNode => {
    if (trouble?.is === 'broken' && trouble.missing === true)
      return (
        <Notice title="There is no such alert">
          <p>
            See <To href={alertsAt()}>what fires now</To>.
          </p>
        </Notice>
      );
    if (alert === null)
      return trouble === null ? (
        <Skeleton what="The alert" />
      ) : (
        <TroubleNotice rank={1} trouble={trouble} what="This alert" onAgain={again} />
      );
    return (
      <>
        {trouble !== null && <TroubleNotice trouble={trouble} what="This alert" onAgain={again} />}
        <AlertBody alert={alert} onEdited={again} />
      </>
    );
  };
  return (
    <>
      <a className="skip" href="#alert">
        To the alert
      </a>
      <TopBar part="alerts" />
      <main id="alert" ref={main} className="alert-page" tabIndex={-1}>
        <p className="crumbs">
          <To href={alertsAt()}>Alerts</To>
        </p>
        {body()}
      </main>
    </>
  );
};
