import { useState } from 'react';
import { NameOwner } from '../owner/NameOwner.tsx';
import { useMayEdit } from '../owner/useMayEdit.ts';
import { Annotate } from './Annotate.tsx';
import type { ThingPage, ToCall } from './page-of.ts';
import './edits.css';

type EditsProps = {
  readonly page: ThingPage;
  readonly who: ToCall;
  readonly at: string | null;
  readonly onEdited: () => void;
};

/** What one does to a thing by day: beneath what one looks for at night. Who owns what nobody owns is asked where to call is told. */
export const Edits = ({ page, who, at, onEdited }: EditsProps) => {
  const mayEdit = useMayEdit() && at === null;
  const [annotating, setAnnotating] = useState(false);
  const [settled, setSettled] = useState('');
  const isOwned = who.owners.some(({ chosen }) => chosen);
  return (
    <div className="edits">
      {mayEdit && isOwned && (
        <NameOwner
          of={who.entity}
          action="Change the owner"
          likely={who.owners.map(({ owner }) => owner)}
          onSettled={(said) => {
            setSettled(said);
            onEdited();
          }}
        />
      )}
      <button type="button" className="button" onClick={() => setAnnotating(true)}>
        Annotate
      </button>
      <span className="unseen" role="status">
        {settled}
      </span>
      {annotating && <Annotate entity={page.ref} at={at} onClose={() => setAnnotating(false)} />}
    </div>
  );
};
