import { type FormEvent, useId, useState } from 'react';
import { useDraft } from '../ui/useDraft.ts';

type OwnSecretProps = {
  readonly title: string;
  readonly busy: boolean;
  /** There is no other way to a secret: nobody has to ask for this one. */
  readonly isNeeded: boolean;
  /** Answers whether it was taken. */
  readonly onGive: (secret: string) => Promise<boolean>;
};

/** For senders that make the secret themselves: it is pasted here. */
export const OwnSecret = ({ title, busy, isNeeded, onGive }: OwnSecretProps) => {
  const id = useId();
  const { value: text, set: setText, begun } = useDraft(`secret ${title}`, '', { secret: true });
  const [asked, setAsked] = useState(begun);
  const give = (event: FormEvent): void => {
    event.preventDefault();
    if (busy || text.trim() === '') return;
    onGive(text.trim()).then(
      (taken) => {
        if (!taken) return;
        setText('');
        setAsked(false);
      },
      () => {},
    );
  };
  if (!asked && !isNeeded)
    return (
      <button type="button" className="plainly" onClick={() => setAsked(true)}>
        {title} gives me one
      </button>
    );
  return (
    <form className="own-secret" onSubmit={give} noValidate>
      <label htmlFor={id}>The secret that {title} shows</label>
      <div>
        <input
          id={id}
          type="password"
          autoComplete="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: who opened the form wants to paste.
          autoFocus={asked}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit" className="button primary" disabled={busy || text.trim() === ''}>
          Keep it
        </button>
        {!isNeeded && (
          <button
            type="button"
            className="button"
            onClick={() => {
              setText('');
              setAsked(false);
            }}
          >
            Cancel
          </button>
        )}
      </div>
    </form>
  );
};
