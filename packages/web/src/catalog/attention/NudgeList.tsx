import type { Nudges } from '@nightjar/sdk/wire';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { nightjar } from '../../nightjar.ts';
import { plain } from '../../ui/plain.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Ticks } from '../../ui/Ticks.tsx';
import { To } from '../../ui/To.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { useAnswer } from '../../ui/useAnswer.ts';
import { useSignedIn } from '../../ui/useSignedIn.ts';
import { NameOwner } from '../owner/NameOwner.tsx';
import { useMayEdit } from '../owner/useMayEdit.ts';
import { EntityLink } from '../parts/EntityLink.tsx';
import { KindGlyph } from '../parts/KindGlyph.tsx';
import { Tier } from '../parts/Tier.tsx';
import { attentionAt } from '../ways.ts';

type Nudge = Nudges['nudges'][number];

const names: Readonly<Record<Nudge['is'], string>> = {
  'no-owner': 'no owner',
  'unknown-owner': 'owner unknown',
  'unreachable-owner': 'owner cannot be reached',
  contested: 'contested',
  stale: 'stale',
  unseen: 'not seen',
  namesakes: 'two of one name',
};

/** What is settled by naming an owner; the others are settled elsewhere. */
const byOwner: ReadonlySet<Nudge['is']> = new Set(['no-owner', 'unknown-owner', 'contested', 'stale']);

type RowProps = {
  readonly nudge: Nudge;
  readonly at: string | null;
  readonly mayEdit: boolean;
  readonly onSettled: (said: string) => void;
};

const Row = ({ nudge, at, mayEdit, onSettled }: RowProps) => (
  <li className="nudge">
    <span className="nudge-what">
      <KindGlyph kind={nudge.entity.kind} />
      <EntityLink to={nudge.entity} at={at} />
      <Tier tier={nudge.tier} />
      <span className={`state ${nudge.is}`}>{names[nudge.is]}</span>
    </span>
    <p dir="auto">{plain(nudge.detail)}</p>
    <div className="nudge-next">
      <p dir="auto">
        <Ticks text={nudge.next} />
        {nudge.ask.length > 0 && (
          <>
            {' '}
            Ask{' '}
            {nudge.ask.map((who, index) => (
              <span key={who.ref}>
                {index > 0 && ', '}
                <EntityLink to={who} at={at} />
              </span>
            ))}
            .
          </>
        )}
      </p>
      {mayEdit && byOwner.has(nudge.is) && (
        <NameOwner of={nudge.entity} action="Name the owner" likely={nudge.ask} onSettled={onSettled} />
      )}
    </div>
  </li>
);

/** Beside other things, so that these are not a screen further down; the most critical are first. */
const mostBeside = 3;

type NudgeListProps = {
  readonly q?: string;
  readonly at: string | null;
  /** Beside other things it stands only where there is something, in brief; alone it says that there is nothing. */
  readonly heading?: string;
};

/** Whose ownership is missing, stale or contradictory, and what would settle it. */
export const NudgeList = ({ q = '', at, heading }: NudgeListProps) => {
  const asked = { ...(q === '' ? {} : { q }), at: at ?? undefined };
  const { answer, again } = useAnswer(
    ['nudges', q, at],
    (signal) => nightjar.catalog.nudges({ ...asked, signal }),
    at === null ? 'often' : 'once',
  );
  const [later, setLater] = useState<readonly Nudge[]>([]);
  const [cursor, setCursor] = useState<string | null>(null);
  const mayEdit = useMayEdit() && at === null;
  const [settled, setSettled] = useState<string | null>(null);
  const told = useRef<HTMLParagraphElement>(null);
  const first = answer.is === 'here' ? answer.value : null;
  useEffect(() => {
    setLater([]);
    setCursor(first?.next ?? null);
  }, [first]);
  useSignedIn(answer.is === 'trouble' ? answer.trouble : null);

  if (answer.is === 'trouble')
    return heading === undefined ? (
      <TroubleNotice trouble={answer.trouble} what="What needs attention" onAgain={again} />
    ) : null;
  if (first === null) return heading === undefined ? <Skeleton what="What needs attention" /> : null;
  const all = [...first.nudges, ...later];
  const note = (
    <>
      <p ref={told} className={settled === null ? 'unseen' : 'settled'} role="status" tabIndex={-1}>
        {settled}
      </p>
      {first.cut && (
        <p className="muted">
          Not all could be looked at in time: what is stale or not seen may be missing. A filter narrows it.
        </p>
      )}
    </>
  );
  if (all.length === 0)
    return heading === undefined ? (
      <>
        {note}
        {!first.cut && <p className="all-well">Everything has an owner who can be reached. Nothing to do.</p>}
      </>
    ) : null;
  /** The row goes, and with it what had the focus. */
  const settle = (said: string): void => {
    flushSync(() => setSettled(said));
    told.current?.focus();
    again();
  };
  const more = (): void => {
    if (cursor === null) return;
    nightjar.catalog.nudges({ ...asked, cursor }).then(
      ({ nudges, next }) => {
        setLater((them) => [...them, ...nudges]);
        setCursor(next);
      },
      () => {}, // The button stays.
    );
  };
  return (
    <section className="nudges">
      {heading !== undefined && (
        <h3>
          {heading}{' '}
          <span className="count">
            {all.length}
            {cursor !== null && '+'}
          </span>
        </h3>
      )}
      {note}
      <ul>
        {all.slice(0, heading === undefined ? undefined : mostBeside).map((nudge) => (
          <Row
            key={`${nudge.entity.ref} ${nudge.is}`}
            nudge={nudge}
            at={at}
            mayEdit={mayEdit}
            onSettled={settle}
          />
        ))}
      </ul>
      {heading !== undefined && all.length > mostBeside && (
        <p className="end">
          <To href={attentionAt({ q, at })}>See all that needs attention</To>
        </p>
      )}
      {heading === undefined && cursor !== null && (
        <button type="button" className="button" onClick={more}>
          More
        </button>
      )}
    </section>
  );
};
