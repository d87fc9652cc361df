import type { Alert, EntityPage } from '@nightjar/sdk/wire';
import { useCallback, useMemo, useState } from 'react';
import { isNamed } from '../feed/folding.ts';
import { Line } from '../feed/parts/Line.tsx';
import { nightjar } from '../nightjar.ts';
import { feedAt, go } from '../ui/place.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { To } from '../ui/To.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { shown, useAnswer } from '../ui/useAnswer.ts';
import { begunBefore, changedBefore, suspected } from './before.ts';

/** More are in the feed. */
const most = 40;

export type SuspectsProps = {
  readonly alert: Alert;
  /** What the catalog has of the services that the alert names; null until that is known. */
  readonly around: ReadonlyMap<string, EntityPage> | null;
};

/** What may be why: what changed about the alert's services, and about what these need, in the hour before it began. */
export const Suspects = ({ alert, around }: SuspectsProps) => {
  const q = useMemo(
    () => (around === null ? null : changedBefore(alert, suspected(alert, [...around.values()]))),
    [alert, around],
  );
  const { answer, again } = useAnswer(q === null ? null : ['changed before', q], (signal) =>
    nightjar.changes.list({ q: q ?? '', view: 'quiet', limit: most, signal }),
  );
  const [openId, setOpenId] = useState<string | null>(null);
  const toggle = useCallback((id: string) => setOpenId((now) => (now === id ? null : id)), []);
  const filter = useCallback((term: string) => go(feedAt(term)), []);
  const page = shown(answer);
  const changes = begunBefore(page?.changes ?? [], alert);
  return (
    <section className="suspects" aria-labelledby="suspects">
      <h2 id="suspects">What changed before it</h2>
      {page === null ? (
        answer.is === 'trouble' ? (
          <TroubleNotice trouble={answer.trouble} what="What changed" onAgain={again} />
        ) : (
          <Skeleton what="What changed" />
        )
      ) : changes.length === 0 ? (
        <p className="muted">
          {around?.size === 0 || alert.services.length === 0
            ? 'Nothing, in the hour before.'
            : 'Nothing, in the hour before: neither here nor in what it needs.'}
        </p>
      ) : (
        <ul className="lines">
          {changes.map((change) => (
            <li key={change.id} className={isNamed(change, openId) ? 'line open' : 'line'}>
              <Line change={change} open={isNamed(change, openId)} onToggle={toggle} onFilter={filter} />
            </li>
          ))}
        </ul>
      )}
      {q !== null && (
        <p className="end">
          <To href={feedAt(q, null, true)}>See all of that hour in the feed</To>
        </p>
      )}
    </section>
  );
};
