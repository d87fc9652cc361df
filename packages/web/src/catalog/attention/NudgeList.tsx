import type { Nudges } from '@nightjar/sdk/wire';
import { useEffect, useState } from 'react';
import { nightjar } from '../../nightjar.ts';
import { plain } from '../../ui/plain.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Ticks } from '../../ui/Ticks.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { useAnswer } from '../../ui/useAnswer.ts';
import { useSignedIn } from '../../ui/useSignedIn.ts';
import { EntityLink } from '../parts/EntityLink.tsx';
import { KindGlyph } from '../parts/KindGlyph.tsx';
import { Tier } from '../parts/Tier.tsx';

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

const Row = ({ nudge, at }: { readonly nudge: Nudge; readonly at: string | null }) => (
  <li className="nudge">
    <span className="nudge-what">
      <KindGlyph kind={nudge.entity.kind} />
      <EntityLink to={nudge.entity} at={at} />
      <Tier tier={nudge.tier} />
      <span className={`state ${nudge.is}`}>{names[nudge.is]}</span>
    </span>
    <p dir="auto">{plain(nudge.detail)}</p>
    <p className="nudge-next" dir="auto">
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
  </li>
);

type NudgeListProps = {
  readonly q?: string;
  readonly at: string | null;
  /** Beside other things it stands only where there is something; alone it says that there is nothing. */
  readonly heading?: string;
};

/** Whose ownership is missing, stale or contradictory, and what would settle it. */
export const NudgeList = ({ q = '', at, heading }: NudgeListProps) => {
  const asked = { ...(q === '' ? {} : { q }), at: at ?? undefined };
  const { answer, again } = useAnswer(
    `${q} ${at}`,
    (signal) => nightjar.catalog.nudges({ ...asked, signal }),
    at !== null,
  );
  const [later, setLater] = useState<readonly Nudge[]>([]);
  const [cursor, setCursor] = useState<string | null>(null);
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
  if (all.length === 0)
    return heading === undefined ? (
      <p className="all-well">Everything has an owner who can be reached. Nothing to do.</p>
    ) : null;
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
          {heading} <span className="count">{all.length}</span>
        </h3>
      )}
      <ul>
        {all.map((nudge) => (
          <Row key={`${nudge.entity.ref} ${nudge.is}`} nudge={nudge} at={at} />
        ))}
      </ul>
      {cursor !== null && (
        <button type="button" className="button" onClick={more}>
          More
        </button>
      )}
    </section>
  );
};
