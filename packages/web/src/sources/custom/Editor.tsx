import type { CustomPage } from '@nightjar/sdk/wire';
import { useState } from 'react';
import { refusedFor } from '../../access/refused.ts';
import { nightjar } from '../../nightjar.ts';
import { Copy } from '../../ui/Copy.tsx';
import { plain } from '../../ui/plain.ts';
import { To } from '../../ui/To.tsx';
import { useDraft } from '../../ui/useDraft.ts';
import { ReplayNote } from '../mapping/ReplayNote.tsx';
import { ownAt } from '../ways.ts';
import { Expression } from './Expression.tsx';
import { Payload } from './Payload.tsx';
import { type Expressions, useTrial } from './useTrial.ts';

/** What most senders need; the others are behind a fold until they are used. */
const usual: ReadonlySet<string> = new Set([
  'when',
  'key',
  'kind',
  'phase',
  'title',
  'at',
  'services',
  'environment',
  'actor',
  'version',
  'link',
]);

type State =
  | { readonly is: 'writing' }
  | { readonly is: 'busy' }
  | { readonly is: 'done'; readonly says: string; readonly replay: string | null }
  | { readonly is: 'refused'; readonly why: string };

const written = (mapping: Expressions): Expressions =>
  Object.fromEntries(Object.entries(mapping).filter(([, text]) => text.trim() !== ''));

const same = (a: Expressions, b: Expressions): boolean =>
  JSON.stringify(Object.entries(written(a)).sort()) === JSON.stringify(Object.entries(written(b)).sort());

type EditorProps = { readonly page: CustomPage; readonly mayEdit: boolean; readonly onSaved: () => void };

/** Expressions on the left, what the last payloads become by them on the right; live while one writes. */
export const Editor = ({ page, mayEdit, onSaved }: EditorProps) => {
  const { source, fields } = page;
  const { name, title, path, version, drafted } = source;
  const draft = useDraft<Expressions>(`mapping ${name} ${version}`, source.mapping);
  const mapping = draft.value;
  const [state, setState] = useState<State>({ is: 'writing' });
  const { tried, busy, trouble } = useTrial(name, mayEdit ? written(mapping) : null);
  const faults = new Map((tried?.faults ?? []).map((fault) => [fault.field, fault]));
  const changed = !same(mapping, source.mapping);
  const address = `${location.origin}${path}`;

  const run = async (ask: () => Promise<State>): Promise<void> => {
    setState({ is: 'busy' });
    try {
      const done = await ask();
      draft.done();
      setState(done);
      onSaved();
    } catch (error) {
      setState({ is: 'refused', why: refusedFor(error) });
    }
  };
  const save = () =>
    run(async () => {
      await nightjar.custom.draft(name, { mapping: written(mapping) });
      return { is: 'done', says: 'The draft is kept. Nothing is read by it yet.', replay: null };
    });
  const publish = () =>
    run(async () => {
      const done = await nightjar.custom.publish(name, written(mapping), { replay: true });
      return { is: 'done', says: `Version ${done.version} is live.`, replay: done.replay };
    });

  const expression = (field: CustomPage['fields'][number]) => (
    <Expression
      key={field.name}
      field={field}
      text={mapping[field.name] ?? ''}
      fault={faults.get(field.name)}
      readOnly={!mayEdit}
      onChange={(text) => {
        draft.set({ ...mapping, [field.name]: text });
        setState({ is: 'writing' });
      }}
    />
  );
  const others = fields.filter((field) => !usual.has(field.name));
  const othersUsed = others.some((field) => (mapping[field.name] ?? '') !== '' || faults.has(field.name));
  const failing = tried?.payloads.filter(({ becomes }) => becomes.is === 'failed').length ?? 0;

  return (
    <>
      <div className="custom-head">
        <div>
          <h1>{plain(title)}</h1>
          <p className="muted">
            {version === 0
              ? 'No mapping is published yet: what comes is kept.'
              : `Version ${version} is live.`}
            {drafted && version > 0 && ' A draft differs from it.'}
          </p>
        </div>
        {mayEdit && (
          <div className="custom-do">
            <button
              type="button"
              className="button"
              disabled={state.is === 'busy' || !changed}
              onClick={save}
            >
              Keep the draft
            </button>
            <button
              type="button"
              className="button primary"
              disabled={state.is === 'busy' || faults.size > 0 || (!changed && !drafted)}
              onClick={publish}
            >
              Publish
            </button>
          </div>
        )}
      </div>
      <p className="custom-address">
        It is heard at <code>{address}</code>
        <Copy text={address} what="the address" />
        <To className="way" href={ownAt(name)}>
          Secret and deliveries
        </To>
      </p>
      <p className="custom-state" role="status">
        {state.is === 'done' && (
          <span className="settled">
            {state.says} {state.replay !== null && <ReplayNote id={state.replay} />}
          </span>
        )}
        {state.is === 'refused' && <span className="refused">{plain(state.why)}</span>}
      </p>
      <div className="custom-halves">
        <section aria-labelledby="expressions">
          <h2 id="expressions">Mapping</h2>
          <p className="muted">
            CEL over <code>body</code> and <code>headers</code>. What is left empty is not known.
          </p>
          {fields.filter((field) => usual.has(field.name)).map(expression)}
          <details open={othersUsed}>
            <summary>More fields</summary>
            {others.map(expression)}
          </details>
        </section>
        <section aria-labelledby="payloads" aria-busy={busy}>
          <h2 id="payloads">
            The last payloads <span className="count">{tried?.payloads.length ?? ''}</span>
          </h2>
          {trouble?.is === 'broken' && <p className="refused">{plain(trouble.says)}</p>}
          {failing > 0 && (
            <p className="refused">
              {failing} of them would be parked: guard what may be missing,{' '}
              <code>has(body.x) ? body.x : null</code>.
            </p>
          )}
          {!mayEdit && <p className="muted">Payloads are shown to admins.</p>}
          {mayEdit && tried?.payloads.length === 0 && (
            <p className="payloads-none">Nothing has come yet. Send a payload: it appears here by itself.</p>
          )}
          <ul className={busy ? 'payloads before' : 'payloads'}>
            {tried?.payloads.map((payload, index) => (
              <Payload key={payload.delivery} payload={payload} open={index === 0} />
            ))}
          </ul>
        </section>
      </div>
    </>
  );
};
