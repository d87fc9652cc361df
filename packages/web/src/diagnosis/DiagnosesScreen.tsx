import { type ReactNode, useEffect, useRef, useState } from 'react';
import { alertsAt } from '../alerts/ways.ts';
import { nightjar } from '../nightjar.ts';
import { TopBar } from '../shell/TopBar.tsx';
import { Notice } from '../ui/Notice.tsx';
import { usePlace } from '../ui/place.ts';
import { plain } from '../ui/plain.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { To } from '../ui/To.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { shown, useAnswer } from '../ui/useAnswer.ts';
import { useMoving } from '../ui/useMoving.ts';
import { useSignedIn } from '../ui/useSignedIn.ts';
import { DiagnosisRow } from './history/DiagnosisRow.tsx';
import { Figures } from './history/Figures.tsx';
import { diagnosesAt } from './ways.ts';
import './history/history.css';

const pageSize = 50;
const most = 200;

/** What was diagnosed, and how good that was. */
export const DiagnosesScreen = () => {
  const service = usePlace().searchParams.get('service')?.trim() ?? '';
  const [wanted, setWanted] = useState(pageSize);
  const { answer, again } = useAnswer(['diagnoses', service, wanted], (signal) =>
    nightjar.diagnoses.list({ limit: wanted, signal, ...(service === '' ? {} : { service }) }),
  );
  const main = useRef<HTMLElement>(null);
  useMoving(main);
  const page = shown(answer);
  const trouble = answer.is === 'trouble' ? answer.trouble : null;
  useSignedIn(trouble);
  useEffect(() => {
    document.title = 'Diagnoses · Nightjar';
  }, []);
  const body = (): ReactNode => {
    if (page === null)
      return trouble === null ? (
        <Skeleton what="The diagnoses" />
      ) : (
        <TroubleNotice trouble={trouble} what="The diagnoses" onAgain={again} />
      );
    if (page.diagnoses.length === 0)
      return (
        <Notice
          title={service === '' ? 'Nothing was diagnosed yet' : `Nothing was diagnosed of ${plain(service)}`}
          rank={2}
        >
          <p>
            When an <To href={alertsAt()}>alert</To> fires, Nightjar says what probably broke. Or ask: “What
            changed?” stands on the page of each service.
          </p>
        </Notice>
      );
    return (
      <>
        {trouble !== null && <TroubleNotice trouble={trouble} what="The diagnoses" onAgain={again} />}
        <section className="alert-list diagnosis-list" aria-label="What was diagnosed">
          <ul>
            {page.diagnoses.map((card) => (
              <DiagnosisRow key={card.id} card={card} />
            ))}
          </ul>
        </section>
        {page.next !== null && wanted < most && (
          <button type="button" className="button" onClick={() => setWanted(most)}>
            Show more
          </button>
        )}
      </>
    );
  };
  return (
    <>
      <a className="skip" href="#diagnoses">
        To the diagnoses
      </a>
      <TopBar part="alerts" />
      <main id="diagnoses" className="alerts diagnoses" ref={main} tabIndex={-1}>
        <p className="crumbs">
          <To href={alertsAt()}>Alerts</To>
        </p>
        <h1>Diagnoses</h1>
        {service !== '' && (
          <p className="muted">
            Of {plain(service)}. <To href={diagnosesAt}>See all</To>
          </p>
        )}
        {service === '' && <Figures />}
        {body()}
      </main>
    </>
  );
};
