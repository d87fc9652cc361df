import { ProblemError } from '@nightjar/sdk/failure';
import { type FormEvent, useId, useState } from 'react';
import { refusedFor } from '../access/refused.ts';
import { say } from '../actions/told.ts';
import { useModal } from '../actions/useModal.ts';
import { FilterText } from '../filter/FilterText.tsx';
import { nightjar } from '../nightjar.ts';
import { type LookedAt, lookedAtInWords } from './looked-at.ts';

type State =
  | { readonly is: 'typing' }
  | { readonly is: 'busy' }
  /** `taken`: the name means something else already, and may mean this from now on. */
  | { readonly is: 'refused'; readonly why: string; readonly taken: boolean };

const longestName = 80;

/** Gives what is looked at a name. */
export const SaveView = ({
  looked,
  onClose,
}: {
  readonly looked: LookedAt;
  readonly onClose: () => void;
}) => {
  const id = useId();
  const dialog = useModal();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [state, setState] = useState<State>({ is: 'typing' });
  const refused = state.is === 'refused' ? state : null;

  const save = async (replace: boolean): Promise<void> => {
    setState({ is: 'busy' });
    try {
      const { view } = await nightjar.views.save(name.trim(), {
        ...looked,
        query: looked.query.trim(),
        shared,
        replace,
      });
      dialog.current?.close();
      say(`Saved as ${view.name}.`);
    } catch (error) {
      const taken = error instanceof ProblemError && error.code === 'views.taken';
      setState({
        is: 'refused',
        why: taken ? `${error.detail} Choose another name, or replace that one.` : refusedFor(error),
        taken,
      });
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (state.is === 'busy') return;
    if (name.trim() === '')
      setState({ is: 'refused', why: 'Give it a name, such as Failed in production.', taken: false });
    else void save(false);
  };

  return (
    <dialog ref={dialog} className="sheet save-view" aria-labelledby={`${id}-title`} onClose={onClose}>
      <form className="sheet-in" noValidate onSubmit={submit}>
        <h2 id={`${id}-title`}>Save this view</h2>
        <p className="muted">{lookedAtInWords(looked)}</p>
        {looked.query.trim() !== '' && (
          <div className="save-view-query">
            <FilterText ref={null} text={looked.query} />
          </div>
        )}
        <label htmlFor={`${id}-name`}>Name</label>
        <input
          id={`${id}-name`}
          autoFocus
          autoComplete="off"
          dir="auto"
          maxLength={longestName}
          placeholder="Failed in production"
          value={name}
          aria-invalid={refused !== null}
          aria-describedby={refused === null ? undefined : `${id}-refused`}
          onChange={({ target }) => {
            setName(target.value);
            if (refused !== null) setState({ is: 'typing' });
          }}
        />
        {refused !== null && (
          <p id={`${id}-refused`} className="refused" role="alert">
            {refused.why}
          </p>
        )}
        <label className="save-view-shared">
          <input type="checkbox" checked={shared} onChange={({ target }) => setShared(target.checked)} />
          <span>
            Share it with everybody here
            <small>Else only you have it.</small>
          </span>
        </label>
        <div className="save-view-do">
          <button type="submit" className="button primary" disabled={state.is === 'busy'}>
            {state.is === 'busy' ? 'Saving…' : 'Save'}
          </button>
          {refused?.taken && (
            <button type="button" className="button" onClick={() => void save(true)}>
              Replace the one that is there
            </button>
          )}
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
};
