import type { Change, Diagnosis, Suspect } from '@nightjar/sdk/wire';
import { useState } from 'react';
import { servicePage } from '../feed/page.ts';
import { Environment } from '../feed/parts/Environment.tsx';
import { Glyph } from '../feed/parts/Glyph.tsx';
import { Away } from '../ui/Away.tsx';
import { brief, plain } from '../ui/plain.ts';
import { To } from '../ui/To.tsx';
import { clockTime, wholeTime } from '../ui/time.ts';
import { Choice, Others } from './Judge.tsx';
import { saysOf } from './judging.ts';
import { Share } from './Share.tsx';
import { SuspectReach } from './SuspectReach.tsx';
import type { Judging } from './useJudging.ts';
import { onReadersClock, reasonsBesides, tookEffect } from './words.ts';

/** The rest is there on demand. */
const mostReasons = 2;
const mostLinks = 3;

type SuspectedProps = {
  readonly suspect: Suspect;
  /** Those above it. */
  readonly earlier: readonly Suspect[];
  readonly diagnosis: Pick<Diagnosis, 'onset' | 'dated'>;
  /** The change itself; undefined until it has come, and where it is gone. */
  readonly change: Change | undefined;
  readonly judging: Judging;
};

const Reasons = ({ suspect, earlier, diagnosis }: Omit<SuspectedProps, 'change' | 'judging'>) => {
  const [all, setAll] = useState(false);
  const { onset } = diagnosis;
  const { reasons, above } = reasonsBesides(suspect, earlier);
  const hidden = all ? 0 : reasons.length - mostReasons;
  return (
    <div className="suspect-why">
      <ul>
        {reasons.slice(0, all ? undefined : mostReasons).map((reason) => (
          <li key={reason}>{plain(onReadersClock(reason, Date.parse(onset)))}</li>
        ))}
        {above && <li>What {brief(suspect.service, 80)} shows stands above.</li>}
      </ul>
      {hidden > 0 && (
        <button type="button" className="more-reasons" onClick={() => setAll(true)}>
          {hidden === 1 ? 'One more reason' : `${hidden} more reasons`}
          <span className="unseen"> for {brief(suspect.title, 80)}</span>
        </button>
      )}
    </div>
  );
};

/** A suspect: what it is, when it took effect, why, how likely, and what responders say. */
export const Suspected = ({ suspect, earlier, diagnosis, change, judging }: SuspectedProps) => {
  const { kind, service, title, environment, actor, at, completedAt } = suspect;
  const began = Date.parse(at);
  const ended = Date.parse(completedAt ?? at);
  const isUnderWay = began <= Date.parse(diagnosis.onset) && ended > Date.parse(diagnosis.onset);
  const effect = isUnderWay ? began : ended;
  const mine = judging.me === null ? undefined : saysOf(judging.judged, judging.me, suspect.change);
  const links = change === undefined ? [] : change.links.slice(0, mostLinks);
  return (
    <li className={`suspect is-${mine?.judgement ?? 'unjudged'}`} data-suspect={suspect.change}>
      <Glyph kind={kind} />
      <div className="suspect-what">
        <p className="suspect-title">
          {service !== '' && (
            <To className="suspect-service" href={servicePage(service)}>
              <bdi>{brief(service, 80)}</bdi>
            </To>
          )}{' '}
          <To className="suspect-change" href={suspect.address} dir="auto">
            {brief(title, 160)}
          </To>
        </p>
        <p className="suspect-when">
          <time dateTime={new Date(effect).toISOString()} title={wholeTime(effect)}>
            {clockTime(effect)}
          </time>
          <span>{tookEffect(suspect, diagnosis)}</span>
          {actor !== null && (
            <span>
              by <bdi>{brief(actor, 60)}</bdi>
            </span>
          )}
          {environment !== null && <Environment name={environment} />}
        </p>
        {service !== '' && (
          <SuspectReach service={service} again={earlier.some((it) => it.service === service)} />
        )}
        <Reasons suspect={suspect} earlier={earlier} diagnosis={diagnosis} />
        {(links.length > 0 || (change?.revert ?? null) !== null) && (
          <p className="ways">
            {change?.revert != null && <Away {...change.revert} className="way revert" />}
            {links.map((link) => (
              <Away key={`${link.label} ${link.url}`} {...link} className="way" />
            ))}
          </p>
        )}
      </div>
      <div className="suspect-share">
        <Share share={suspect.probability} of="that it did it" />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: two buttons, not fields of a form. */}
      <div className="suspect-judge" role="group" aria-label={`What you say of ${brief(title, 80)}`}>
        <Choice judging={judging} change={suspect.change} is="confirmed" says="This was it" />
        <Choice judging={judging} change={suspect.change} is="refuted" says="Not this" />
      </div>
      <Others judging={judging} change={suspect.change} />
    </li>
  );
};
