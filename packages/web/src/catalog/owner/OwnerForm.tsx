import type { Named } from '@nightjar/sdk/wire';
import { type FormEvent, useId, useState } from 'react';
import { refusedFor } from '../../access/refused.ts';
import { quoted } from '../../filter/words.ts';
import { nightjar } from '../../nightjar.ts';
import { useDraft } from '../../ui/useDraft.ts';
import { ownersFrom, settledBy, typedOwner, unknownOwners } from './named-owners.ts';

type OwnerFormProps = {
  readonly of: Named;
  /** Who may be meant: offered while one types. */
  readonly likely: readonly Named[];
  readonly onClose: () => void;
  readonly onSettled: (said: string) => void;
};

/** `unknown` is what was typed when somebody was not found: typed again, it is meant. */
type State =
  | { readonly is: 'typing' }
  | { readonly is: 'busy' }
  | { readonly is: 'refused'; readonly why: string; readonly unknown: string | null };

const missingOf = async (refs: readonly string[]): Promise<readonly string[]> => {
  const q = refs.map((ref) => `ref:${quoted(ref)}`).join(' OR ');
  const { entities } = await nightjar.catalog.list({ q, limit: refs.length });
  return refs.filter((ref) => !entities.some((it) => it.ref === ref));
};

/** Who owns it from now on, by the word of whoever is signed in, which wins over what files and machines say. */
export const OwnerForm = ({ of, likely, onClose, onSettled }: OwnerFormProps) => {
  const id = useId();
  const { value: text, set: setText, done } = useDraft(`owner ${of.ref}`, '');
  const [state, setState] = useState<State>({ is: 'typing' });

  const save = async (): Promise<void> => {
    const refs = ownersFrom(text);
    if (refs === null) {
      setState({ is: 'refused', why: 'Write a name: payments, or person:ada.', unknown: null });
      return;
    }
    const isMeant = state.is === 'refused' && state.unknown === text;
    setState({ is: 'busy' });
    try {
      const missing = isMeant ? [] : await missingOf(refs);
      if (missing.length > 0) setState({ is: 'refused', why: unknownOwners(missing), unknown: text });
      else {
        await nightjar.catalog.edit(of.ref, { owners: refs });
        done();
        onSettled(settledBy(refs, of.name));
      }
    } catch (error) {
      setState({ is: 'refused', why: refusedFor(error), unknown: null });
    }
  };
  const close = (): void => {
    done();
    onClose();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (state.is !== 'busy') void save();
  };

  return (
    <form
      className="owner-form"
      noValidate
      aria-label={`Owner of ${of.name}`}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <label htmlFor={id}>Owner</label>
      <input
        id={id}
        list={`${id}-likely`}
        // biome-ignore lint/a11y/noAutofocus: who opened the form wants to type.
        autoFocus
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="payments, person:ada"
        value={text}
        aria-invalid={state.is === 'refused'}
        aria-describedby={state.is === 'refused' ? `${id}-refused` : undefined}
        onChange={({ target }) => setText(target.value)}
      />
      <datalist id={`${id}-likely`}>
        {likely.map(({ ref }) => (
          <option key={ref} value={typedOwner(ref)} />
        ))}
      </datalist>
      <button type="submit" className="button primary" disabled={state.is === 'busy'}>
        {state.is === 'busy' ? 'Saving…' : 'Save'}
      </button>
      <button type="button" className="button" onClick={close}>
        Cancel
      </button>
      {state.is === 'refused' && (
        <p id={`${id}-refused`} className="refused" role="alert">
          {state.why}
        </p>
      )}
    </form>
  );
};
