import { useEffect, useRef, useState } from 'react';
import { useMayEdit } from '../catalog/owner/useMayEdit.ts';
import { TopBar } from '../shell/TopBar.tsx';
import { Notice } from '../ui/Notice.tsx';
import { usePlace } from '../ui/place.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { shown } from '../ui/useAnswer.ts';
import { useMoving } from '../ui/useMoving.ts';
import { useSignedIn } from '../ui/useSignedIn.ts';
import { useSlash } from '../ui/useSlash.ts';
import { BeginOwn } from './BeginOwn.tsx';
import { SourceList } from './SourceList.tsx';
import { SourceWays } from './SourceWays.tsx';
import { Unopened } from './Unopened.tsx';
import { useSources } from './useSource.ts';

/** Who sends: what is connected and how it stands, and what could be. */
export const SourcesScreen = () => {
  const { answer, again } = useSources();
  const mayEdit = useMayEdit();
  const [typed, setTyped] = useState(usePlace().searchParams.get('q') ?? '');
  const main = useRef<HTMLElement>(null);
  const find = useRef<HTMLInputElement>(null);
  const list = shown(answer);
  const trouble = answer.is === 'trouble' ? answer.trouble : null;
  useMoving(main);
  useSlash(find, 'Find a source');
  useSignedIn(trouble);
  useEffect(() => {
    document.title = 'Sources · Nightjar';
  }, []);
  return (
    <>
      <a className="skip" href="#sources">
        To the sources
      </a>
      <TopBar part="sources" />
      <main id="sources" className="senders" ref={main} tabIndex={-1}>
        <div className="senders-head">
          <div>
            <h1>Sources</h1>
            <p className="muted">What your teams use already, sent here by a changed address.</p>
          </div>
          <input
            ref={find}
            type="search"
            className="find-source"
            aria-label="Find a source"
            placeholder="Find a source"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </div>
        <SourceWays />
        {trouble !== null && <TroubleNotice trouble={trouble} what="The sources" onAgain={again} />}
        {list === null ? (
          trouble === null && <Skeleton what="The sources" />
        ) : (
          <>
            <Unopened count={list.unopened} />
            {list.sources.length === 0 ? (
              <Notice rank={2} title="This Nightjar has no sources" />
            ) : (
              <SourceList sources={list.sources} typed={typed} onClear={() => setTyped('')} />
            )}
            {mayEdit && <BeginOwn />}
          </>
        )}
      </main>
    </>
  );
};
