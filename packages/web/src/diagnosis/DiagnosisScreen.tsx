import { useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { alertsAt } from '../alerts/ways.ts';
import { TopBar } from '../shell/TopBar.tsx';
import { Notice } from '../ui/Notice.tsx';
import { usePlace } from '../ui/place.ts';
import { plain } from '../ui/plain.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { To } from '../ui/To.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { shown } from '../ui/useAnswer.ts';
import { useMoving } from '../ui/useMoving.ts';
import { useSignedIn } from '../ui/useSignedIn.ts';
import { DiagnosisBody } from './DiagnosisBody.tsx';
import { useDiagnosis, useRound } from './useDiagnosis.ts';
import { diagnosesAt, diagnosisAt } from './ways.ts';

/** The round that an address asks for; null for the last, and for what is no number. */
const roundIn = (searchParams: URLSearchParams): number | null => {
  const round = Number(searchParams.get('round') ?? '');
  return Number.isSafeInteger(round) && round > 0 ? round : null;
};

/** One diagnosis: what probably broke, when, and why that is thought. */
export const DiagnosisScreen = () => {
  const { id = '' } = useParams({ strict: false });
  const round = roundIn(usePlace().searchParams);
  const latest = useDiagnosis(id);
  const before = useRound(id, round);
  const diagnosis = shown(latest.answer);
  const asked = round === null ? latest : before;
  const said = shown(asked.answer);
  const trouble = [latest, asked].map(({ answer }) => (answer.is === 'trouble' ? answer.trouble : null));
  const main = useRef<HTMLElement>(null);
  useMoving(main);
  useSignedIn(...trouble);
  useEffect(() => {
    document.title = `${plain(diagnosis?.title ?? 'Diagnosis')} · Nightjar`;
  }, [diagnosis?.title]);
  const wrong = trouble.find((it) => it !== null) ?? null;
  const body = (): ReactNode => {
    if (wrong?.is === 'broken' && wrong.missing === true)
      return (
        <Notice title={diagnosis === null ? 'There is no such diagnosis' : 'There is no such round'}>
          <p>
            {diagnosis === null ? (
              <>
                See <To href={diagnosesAt}>what was diagnosed</To>, or{' '}
                <To href={alertsAt()}>what fires now</To>.
              </>
            ) : (
              <>
                See <To href={diagnosisAt(id)}>what was said last</To>.
              </>
            )}
          </p>
        </Notice>
      );
    if (diagnosis === null || said === null)
      return wrong === null ? (
        <Skeleton what="The diagnosis" />
      ) : (
        <TroubleNotice rank={1} trouble={wrong} what="This diagnosis" onAgain={latest.again} />
      );
    return (
      <>
        {wrong !== null && <TroubleNotice trouble={wrong} what="This diagnosis" onAgain={asked.again} />}
        {/* What responders say is of today, whichever round is looked at. */}
        <DiagnosisBody
          said={{ ...said, judgements: diagnosis.judgements }}
          latest={diagnosis}
          round={round}
        />
      </>
    );
  };
  return (
    <>
      <a className="skip" href="#diagnosis">
        To the diagnosis
      </a>
      <TopBar part="alerts" />
      <main id="diagnosis" ref={main} className="alert-page diagnosis-page" tabIndex={-1}>
        <p className="crumbs">
          <To href={diagnosesAt}>Diagnoses</To>
        </p>
        {body()}
      </main>
    </>
  );
};
