import type { UnmappedItem } from '@nightjar/sdk/wire';
import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useMayEdit } from '../../catalog/owner/useMayEdit.ts';
import { nightjar } from '../../nightjar.ts';
import { TopBar } from '../../shell/TopBar.tsx';
import { plain } from '../../ui/plain.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { To } from '../../ui/To.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { shown, useAnswer } from '../../ui/useAnswer.ts';
import { useSignedIn } from '../../ui/useSignedIn.ts';
import { sourcesAt } from '../ways.ts';
import { ReplayNote } from './ReplayNote.tsx';
import type { Settled } from './settle.ts';
import { UnmappedRow } from './UnmappedRow.tsx';

const nameOf = ({ source, join, value, settledBy }: UnmappedItem): string =>
  JSON.stringify([source, join, value, settledBy]);

type Said = Settled & { readonly of: string };

/** What senders call things that nobody knows, and one click to say what each is: the past is corrected with it. */
export const UnmappedScreen = () => {
  const { answer, again } = useAnswer(['unmapped'], (signal) =>
    nightjar.mapping.unmapped({ consistency: 'strong', signal }),
  );
  const mayEdit = useMayEdit();
  const [said, setSaid] = useState<readonly Said[]>([]);
  const told = useRef<HTMLUListElement>(null);
  const trouble = answer.is === 'trouble' ? answer.trouble : null;
  useSignedIn(trouble);
  useEffect(() => {
    document.title = 'Unmapped · Sources · Nightjar';
  }, []);
  const settled = useCallback(
    (item: UnmappedItem, how: Settled): void => {
      // The row goes, and with it what had the focus.
      flushSync(() => setSaid((before) => [{ ...how, of: nameOf(item) }, ...before]));
      told.current?.focus();
      again();
    },
    [again],
  );
  const list = shown(answer);
  const gone = new Set(said.map(({ of }) => of));
  const items = list?.items.filter((item) => !gone.has(nameOf(item))) ?? [];
  return (
    <>
      <a className="skip" href="#unmapped">
        To what is not mapped
      </a>
      <TopBar part="sources" />
      <main id="unmapped" className="unmapped" tabIndex={-1}>
        <p className="crumbs">
          <To href={sourcesAt}>Sources</To>
        </p>
        <h1>Which service?</h1>
        <p className="muted">
          What senders call things that the catalog does not know. Say once what one is: what comes is found
          under it, and what has come is corrected.
        </p>
        <ul className="unmapped-said" ref={told} tabIndex={-1} aria-label="What was said">
          {said.map(({ says, replay, of }) => (
            <li key={`${of} ${replay}`} className="settled" role="status">
              {plain(says)}. {replay !== null && <ReplayNote id={replay} onDone={again} />}
            </li>
          ))}
        </ul>
        {trouble !== null && <TroubleNotice trouble={trouble} what="What is not mapped" onAgain={again} />}
        {list === null && trouble === null && <Skeleton what="What is not mapped" />}
        {list !== null && items.length === 0 && (
          <p className="all-well">Every report is about something that the catalog knows. Nothing to do.</p>
        )}
        {items.length > 0 && (
          <ul className="unmapped-list">
            {items.map((item) => (
              <UnmappedRow key={nameOf(item)} item={item} mayEdit={mayEdit} onSettled={settled} />
            ))}
          </ul>
        )}
        {list?.more === true && <p className="muted">There are more; these are the latest.</p>}
      </main>
    </>
  );
};
