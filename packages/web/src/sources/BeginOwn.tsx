import { type FormEvent, useId, useState } from 'react';
import { refusedFor } from '../access/refused.ts';
import { nightjar } from '../nightjar.ts';
import { go } from '../ui/place.ts';
import { useDraft } from '../ui/useDraft.ts';
import { ownAt } from './ways.ts';

/** Makes a sender of one's own, and leads to where it is set up. One that there is already is left as it is. */
export const BeginOwn = () => {
  const id = useId();
  const { value: name, set: setName, done } = useDraft('begin own', '');
  const [busy, setBusy] = useState(false);
  const [why, setWhy] = useState<string | null>(null);
  const begin = (event: FormEvent): void => {
    event.preventDefault();
    const wanted = name.trim();
    if (busy || wanted === '') return;
    setBusy(true);
    setWhy(null);
    nightjar.custom.draft(wanted, {}).then(
      () => {
        done();
        go(ownAt(wanted));
      },
      (error: unknown) => {
        setBusy(false);
        setWhy(refusedFor(error));
      },
    );
  };
  return (
    <form className="begin-own" onSubmit={begin} noValidate>
      <label htmlFor={id}>A sender of your own, from any JSON</label>
      <div>
        <input
          id={id}
          placeholder="release-bot"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={name}
          aria-invalid={why !== null}
          aria-describedby={`${id}-why`}
          onChange={({ target }) => {
            setName(target.value);
            setWhy(null);
          }}
        />
        <button type="submit" className="button" disabled={busy || name.trim() === ''}>
          Begin
        </button>
      </div>
      <p id={`${id}-why`} className={why === null ? 'unseen' : 'refused'} role="status">
        {why}
      </p>
    </form>
  );
};
