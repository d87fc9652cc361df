import type { Annotated } from '@nightjar/sdk/wire';
import { useEffect, useRef, useState } from 'react';
import { nightjar } from '../../nightjar.ts';
import { Copy } from '../../ui/Copy.tsx';
import { plain } from '../../ui/plain.ts';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { useAnswer } from '../../ui/useAnswer.ts';
import { partsOf } from '../ways.ts';

const forms: readonly (readonly [Annotated['form'], string])[] = [
  ['backstage', 'catalog-info.yaml'],
  ['effx', 'effx.yaml'],
  ['kubernetes', 'Kubernetes'],
];

type AnnotateProps = { readonly entity: string; readonly at: string | null; readonly onClose: () => void };

/** What to paste where, so that the next reading says the same as the catalog does. */
export const Annotate = ({ entity, at, onClose }: AnnotateProps) => {
  const [form, setForm] = useState<Annotated['form']>('backstage');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { answer, again } = useAnswer(
    ['annotations', entity, form, at],
    (signal) => nightjar.catalog.annotate(entity, form, { at: at ?? undefined, signal }),
    'once',
  );
  return (
    <dialog ref={dialog} className="annotate" aria-labelledby="annotate-title" onClose={onClose}>
      <div className="sheet-head">
        <h2 id="annotate-title">Annotate {plain(partsOf(entity).name)}</h2>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <p className="muted">Keep what the catalog knows beside the code. It reads back as the same facts.</p>
      <fieldset className="switch">
        <legend className="unseen">Form</legend>
        {forms.map(([is, name]) => (
          <label key={is}>
            <input type="radio" name="form" checked={form === is} onChange={() => setForm(is)} />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
      {answer.is === 'trouble' && <TroubleNotice trouble={answer.trouble} what="This form" onAgain={again} />}
      {answer.is === 'here' && (
        <>
          <p className="annotate-place">{plain(answer.value.place)}</p>
          <div className="paste">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keys it does only where the focus can go. */}
            <pre tabIndex={0}>{answer.value.text}</pre>
            <Copy text={answer.value.text} what="it" />
          </div>
          {answer.value.lost.length > 0 && (
            <p className="annotate-lost">This form cannot say: {answer.value.lost.map(plain).join(', ')}.</p>
          )}
        </>
      )}
    </dialog>
  );
};
