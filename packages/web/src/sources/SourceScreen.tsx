import { useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useMayEdit } from '../catalog/owner/useMayEdit.ts';
import { TopBar } from '../shell/TopBar.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { To } from '../ui/To.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { shown } from '../ui/useAnswer.ts';
import { useMoving } from '../ui/useMoving.ts';
import { useSignedIn } from '../ui/useSignedIn.ts';
import { SourceBody } from './SourceBody.tsx';
import { useSource } from './useSource.ts';
import { editorAt, ownName, sourcesAt } from './ways.ts';

/** One kind of sender: how to set it up, whether it works, and what has come from it. */
export const SourceScreen = () => {
  const { name = '' } = useParams({ strict: false });
  const { answer, again } = useSource(name);
  const page = shown(answer);
  const trouble = answer.is === 'trouble' ? answer.trouble : null;
  const mayEdit = useMayEdit();
  const main = useRef<HTMLElement>(null);
  useMoving(main);
  useSignedIn(trouble);
  const title = page?.source.title ?? name;
  useEffect(() => {
    document.title = `${title} · Sources · Nightjar`;
  }, [title]);

  const body = (): ReactNode => {
    const own = ownName(name);
    if (trouble?.is === 'broken' && trouble.missing === true)
      return own !== null ? (
        <Notice title={`There is no source ${name} yet`}>
          <p>
            <To href={editorAt(own)}>Make it</To>, or see <To href={sourcesAt}>all sources</To>.
          </p>
        </Notice>
      ) : (
        <Notice title={`There is no source ${name}`}>
          <p>
            See <To href={sourcesAt}>all sources</To>.
          </p>
        </Notice>
      );
    if (page === null)
      return trouble === null ? (
        <Skeleton what="The source" />
      ) : (
        <TroubleNotice rank={1} trouble={trouble} what="This source" onAgain={again} />
      );
    return (
      <>
        {trouble !== null && <TroubleNotice trouble={trouble} what="This source" onAgain={again} />}
        <SourceBody page={page} mayEdit={mayEdit} onChanged={again} />
      </>
    );
  };

  return (
    <>
      <a className="skip" href="#source">
        To {title}
      </a>
      <TopBar part="sources" />
      <main id="source" className="senders sender" ref={main} tabIndex={-1}>
        <p className="crumbs">
          <To href={sourcesAt}>Sources</To>
        </p>
        {body()}
      </main>
    </>
  );
};
