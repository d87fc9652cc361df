import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { refusedFor } from '../../access/refused.ts';
import { useMayEdit } from '../../catalog/owner/useMayEdit.ts';
import { nightjar } from '../../nightjar.ts';
import { TopBar } from '../../shell/TopBar.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { plain } from '../../ui/plain.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { To } from '../../ui/To.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { shown, useAnswer } from '../../ui/useAnswer.ts';
import { useSignedIn } from '../../ui/useSignedIn.ts';
import { ownAt, sourcesAt } from '../ways.ts';
import { Editor } from './Editor.tsx';

/** Makes the sender: from then on what it sends is kept. */
const MakeIt = ({ name, onMade }: { readonly name: string; readonly onMade: () => void }) => {
  const [why, setWhy] = useState<string | null>(null);
  const make = (): void => {
    nightjar.custom.draft(name, {}).then(onMade, (error: unknown) => setWhy(refusedFor(error)));
  };
  return (
    <Notice title={`There is no source ${name} yet`} action={{ label: 'Make it', run: make }}>
      <p>{why ?? 'Once it is made, what it sends is kept, and you write the mapping upon that.'}</p>
    </Notice>
  );
};

/** A sender of one's own: its mapping, and what the last payloads become by it. */
export const CustomScreen = () => {
  const { name = '' } = useParams({ strict: false });
  const { answer, again } = useAnswer(
    ['custom', name],
    (signal) => nightjar.custom.show(name, { signal }),
    'to be edited',
  );
  const mayEdit = useMayEdit();
  const page = shown(answer);
  const trouble = answer.is === 'trouble' ? answer.trouble : null;
  useSignedIn(trouble);
  const title = page?.source.title ?? name;
  useEffect(() => {
    document.title = `${title} · Sources · Nightjar`;
  }, [title]);
  const missing = trouble?.is === 'broken' && trouble.missing === true;
  return (
    <>
      <a className="skip" href="#custom">
        To the mapping
      </a>
      <TopBar part="sources" />
      <main id="custom" className="custom" tabIndex={-1}>
        <p className="crumbs">
          <To href={sourcesAt}>Sources</To>
          {page !== null && !missing && (
            <>
              <span aria-hidden="true">/</span>
              <To href={ownAt(name)}>{plain(title)}</To>
            </>
          )}
        </p>
        {missing ? (
          <MakeIt name={name} onMade={again} />
        ) : trouble !== null ? (
          <TroubleNotice rank={1} trouble={trouble} what="This source" onAgain={again} />
        ) : page === null ? (
          <Skeleton what="The source" />
        ) : (
          <Editor page={page} mayEdit={mayEdit} onSaved={again} />
        )}
      </main>
    </>
  );
};
