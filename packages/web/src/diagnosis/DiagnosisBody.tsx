import type { Diagnosis } from '@nightjar/sdk/wire';
import { Reach } from '../alerts/Reach.tsx';
import { useServices } from '../alerts/useServices.ts';
import { alertAt } from '../alerts/ways.ts';
import { CallOf } from '../catalog/entity/CallOf.tsx';
import { Environment } from '../feed/parts/Environment.tsx';
import { ServiceLinks } from '../feed/parts/ServiceLinks.tsx';
import { plain } from '../ui/plain.ts';
import { To } from '../ui/To.tsx';
import { clockTime, wholeTime } from '../ui/time.ts';
import { Probable } from './Probable.tsx';
import { Rounds } from './Rounds.tsx';
import { Strip } from './strip/Strip.tsx';
import { Why } from './Why.tsx';
import { diagnosisAt } from './ways.ts';
import './diagnosis.css';

type BodyProps = {
  /** As it was said in the round that is looked at. */
  readonly said: Diagnosis;
  readonly latest: Diagnosis;
  readonly round: number | null;
};

const At = ({ is, at }: { readonly is: string; readonly at: string }) => (
  <span className="at-moment">
    {is}{' '}
    <time dateTime={at} title={wholeTime(Date.parse(at))}>
      {clockTime(Date.parse(at))}
    </time>
  </span>
);

/** Whose service it is that one has to speak with: what is suspected most, else what was paged for. */
const askedAbout = ({ verdict, suspects, service }: Diagnosis): string | null =>
  (verdict === 'change' ? suspects[0]?.service : undefined) || service;

/** Whom to call about what is suspected, the verdict, when it happened, and why it is thought. */
export const DiagnosisBody = ({ said, latest, round }: BodyProps) => {
  const about = askedAbout(said);
  const around = useServices(about === null ? [] : [about]);
  const page = around?.get(about ?? '') ?? null;
  return (
    <>
      <header className="alert-head">
        <h1 dir="auto">{plain(said.title)}</h1>
        <p className="alert-of">
          {said.service !== null && <ServiceLinks services={[said.service]} />}
          <span className="muted">{plain(said.signal)}</span>
          {said.environment !== null && <Environment name={said.environment} />}
          {said.dated && <At is="began" at={said.onset} />}
          <At is={said.alert === null ? 'asked about' : 'paged'} at={said.pagedAt} />
          {said.alert !== null && <To href={alertAt(said.alert)}>The alert</To>}
        </p>
      </header>
      {page !== null && <CallOf page={page} at={null} onEdited={() => {}} />}
      <Reach alert={{ links: [] }} page={page} />
      <Rounds diagnosis={latest} round={round} />
      {round !== null && round !== latest.round && (
        <p className="said-before" role="status">
          This is what was said then. <To href={diagnosisAt(said.id)}>See what is said now</To>
        </p>
      )}
      <Probable key={said.round} diagnosis={said} />
      <Strip diagnosis={said} />
      <Why diagnosis={said} />
    </>
  );
};
