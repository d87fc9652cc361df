import type { UnmappedItem } from '@nightjar/sdk/wire';
import { type FormEvent, useId, useState } from 'react';
import { refusedFor } from '../../access/refused.ts';
import { plain } from '../../ui/plain.ts';
import { useDraft } from '../../ui/useDraft.ts';
import { calledOf, readAgain, type Settled, settle } from './settle.ts';

type State =
  | { readonly is: 'ready' }
  | { readonly is: 'busy' }
  | { readonly is: 'refused'; readonly why: string };

type MapItProps = { readonly item: UnmappedItem; readonly onSettled: (settled: Settled) => void };

/** The ways to say what it is: a click on a name that is near, or another name typed. */
export const MapIt = ({ item, onSettled }: MapItProps) => {
  const id = useId();
  const called = calledOf(item);
  const [state, setState] = useState<State>({ is: 'ready' });
  const { value: text, set: setText, done } = useDraft(`map ${called}`, '');
  const busy = state.is === 'busy';

  const run = async (ask: () => Promise<Settled>): Promise<void> => {
    setState({ is: 'busy' });
    try {
      const settled = await ask();
      done();
      onSettled(settled);
    } catch (error) {
      setState({ is: 'refused', why: refusedFor(error) });
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy && text.trim() !== '') void run(() => settle(item, text.trim()));
  };

  if (item.today !== null)
    return (
      <div className="map-it">
        <span className="muted">
          Would be {plain(item.today.services.join(', '))} today; what came before is not corrected yet.
        </span>
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => void run(() => readAgain(item))}
        >
          Read it again
        </button>
        {state.is === 'refused' && (
          <p className="refused" role="alert">
            {state.why}
          </p>
        )}
      </div>
    );
  return (
    <form className="map-it" noValidate onSubmit={submit} aria-label={`What ${called} is`}>
      {item.near.map((name) => (
        <button
          key={name}
          type="button"
          className="button near"
          disabled={busy}
          title={`${called} is ${name}`}
          aria-label={`${called} is ${name}`}
          onClick={() => void run(() => settle(item, name))}
        >
          <bdi>{plain(name)}</bdi>
        </button>
      ))}
      <label className="unseen" htmlFor={id}>
        Another service
      </label>
      <input
        id={id}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder={item.near.length === 0 ? 'Name the service' : 'or another'}
        value={text}
        aria-invalid={state.is === 'refused'}
        aria-describedby={state.is === 'refused' ? `${id}-refused` : undefined}
        onChange={({ target }) => setText(target.value)}
      />
      {text.trim() !== '' && (
        <button type="submit" className="button primary" disabled={busy}>
          {busy ? 'Saving…' : 'Map it'}
        </button>
      )}
      {state.is === 'refused' && (
        <p id={`${id}-refused`} className="refused" role="alert">
          {state.why}
        </p>
      )}
    </form>
  );
};
