import { useId, useState } from 'react';
import { Entry } from '../access/Entry.tsx';
import { FilterError } from '../filter/FilterError.tsx';
import { FilterText } from '../filter/FilterText.tsx';
import { Options } from '../filter/Options.tsx';
import { Specimen } from './Specimen.tsx';

const none = (): void => {};
const wrong = 'env:prod servce:pricing';
const offered = [
  { label: 'service:', says: 'what it happened to' },
  { label: 'source:', says: 'who told it' },
  { label: 'status:', says: 'how far it came' },
].map((option) => ({ ...option, text: option.label, from: 0, to: 0 }));

const Switch = ({ disabled = false }: { readonly disabled?: boolean }) => {
  const name = useId();
  const [at, setAt] = useState('Both');
  return (
    <fieldset className="switch" disabled={disabled}>
      <legend className="unseen">Direction</legend>
      {['Callers', 'Both', 'Callees'].map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={one === at} onChange={() => setAt(one)} />
          <span>{one}</span>
        </label>
      ))}
    </fieldset>
  );
};

/** What is written in and chosen from. */
export const Fields = () => {
  const id = useId();
  const [typed, setTyped] = useState('');
  return (
    <>
      <div className="shelf">
        <Specimen name="a field">
          <Entry
            label="Name"
            autoComplete="off"
            value={typed}
            onChange={setTyped}
            hint="As others should read it."
          />
        </Specimen>
        <Specimen name="refused">
          <p className="refused">Name and password do not fit together.</p>
        </Specimen>
        <Specimen name="not now">
          <Entry label="Name" autoComplete="off" value="ana" onChange={none} disabled />
        </Specimen>
        <Specimen name="one of a few">
          <Switch />
        </Specimen>
        <Specimen name="one of a few, not now">
          <Switch disabled />
        </Specimen>
      </div>
      <Specimen name="the filter, in its colours" wide>
        <div className="box">
          <div className="field">
            <FilterText ref={null} text="service:pricing env:prod -actor:bot after:-2h" />
          </div>
        </div>
      </Specimen>
      <Specimen name="the filter, with a mistake" wide>
        <div className="box wrong">
          <div className="field">
            <FilterText ref={null} text={wrong} />
          </div>
        </div>
        <FilterError
          id={`${id}-wrong`}
          q={wrong}
          trouble={{ is: 'filter', says: 'There is no field "servce"; did you mean service?', offset: 9 }}
        />
      </Specimen>
      <Specimen name="how the filter may go on" wide>
        <Options id={id} options={offered} at={1} onTake={none} />
      </Specimen>
    </>
  );
};
