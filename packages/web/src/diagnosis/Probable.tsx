import type { Diagnosis } from '@nightjar/sdk/wire';
import { type ReactNode, useState } from 'react';
import { useNow } from '../ui/now.ts';
import { plain } from '../ui/plain.ts';
import { wholeTime } from '../ui/time.ts';
import { Choice, Others } from './Judge.tsx';
import { saidWords } from './rounds.ts';
import { Suspected } from './Suspected.tsx';
import { useChanges } from './useChanges.ts';
import { useJudging } from './useJudging.ts';
import { onReadersClock, percent, verdictOf } from './words.ts';
import './probable.css';

const most = 3;

type ProbableProps = {
  readonly diagnosis: Diagnosis;
  /** Of what it is said, where that is not plain from what stands around. */
  readonly about?: ReactNode;
  /** Where more of it is. */
  readonly children?: ReactNode;
};

const Head = ({ diagnosis }: { readonly diagnosis: Diagnosis }) => {
  const now = useNow();
  return (
    <header className="probable-head">
      <h2 id="probable">What probably broke</h2>
      <time dateTime={diagnosis.madeAt} title={wholeTime(Date.parse(diagnosis.madeAt))}>
        {saidWords(diagnosis, now)}
      </time>
    </header>
  );
};

/** What a diagnosis says, in the order in which one reads at night: the verdict, who is suspected and why, and one's own word on it. */
export const Probable = ({ diagnosis, about, children }: ProbableProps) => {
  const [all, setAll] = useState(false);
  const judging = useJudging(diagnosis);
  const { suspects, verdict, reasons, without, onset, candidates } = diagnosis;
  const changes = useChanges(suspects);
  const { says, share } = verdictOf(diagnosis);
  const named = suspects.slice(0, all ? undefined : most);
  const hidden = suspects.length - named.length;
  return (
    <section className="probable" aria-labelledby="probable">
      <Head diagnosis={diagnosis} />
      <p className={`verdict is-${verdict.replaceAll(' ', '-')}`} aria-live="polite">
        <strong>{plain(says)}</strong>
        {share !== null && (
          <span className="verdict-share" title={`${percent(share.is)} ${share.of}`}>
            {percent(share.is)}
            <span className="unseen"> {share.of}</span>
          </span>
        )}
      </p>
      {about !== undefined && <p className="probable-about">{about}</p>}
      {reasons.length > 0 && (
        <ul className="verdict-why">
          {reasons.map((reason) => (
            <li key={reason}>{plain(onReadersClock(reason, Date.parse(onset)))}</li>
          ))}
        </ul>
      )}
      {suspects.length > 0 && (
        <ol className="suspected">
          {named.map((suspect, nth) => (
            <Suspected
              key={suspect.change}
              suspect={suspect}
              earlier={named.slice(0, nth)}
              diagnosis={diagnosis}
              change={changes.get(suspect.change)}
              judging={judging}
            />
          ))}
        </ol>
      )}
      <footer className="probable-foot">
        <div className="probable-none">
          {hidden > 0 && (
            <button type="button" className="button more-suspects" onClick={() => setAll(true)}>
              {hidden === 1 ? 'One more suspect' : `${hidden} more suspects`}
            </button>
          )}
          <Choice judging={judging} change={null} is="confirmed" says="No change did it" />
          <Others judging={judging} change={null} />
          {children}
        </div>
        {judging.trouble !== null && (
          <p className="judge-trouble" role="alert">
            Your word was not taken:{' '}
            {judging.trouble.is === 'unreachable'
              ? 'Nightjar does not answer. Press again in a moment.'
              : judging.trouble.is === 'signed out'
                ? 'you are signed out.'
                : judging.trouble.says}
          </p>
        )}
        <p className="without">
          {candidates === 0
            ? 'No change stands near it.'
            : `Out of ${candidates} ${candidates === 1 ? 'change that stands' : 'changes that stand'} near it.`}
          {without.length > 0 && ` Done without: ${without.map(({ says: it }) => plain(it)).join(' ')}`}
        </p>
      </footer>
    </section>
  );
};
