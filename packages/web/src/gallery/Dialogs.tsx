import { useId } from 'react';
import { Keys } from '../actions/Keys.tsx';
import { Lines } from '../actions/palette/Lines.tsx';
import { Specimen } from './Specimen.tsx';
import { paletteLines } from './samples.ts';

const none = (): void => {};

const Sheet = () => (
  <div className="sheet">
    <div className="sheet-in">
      <div className="sheet-head">
        <h3 className="sheet-title">Keys</h3>
        <button type="button" className="bare">
          Close
        </button>
      </div>
      <dl className="sheet-keys">
        {[
          ['The next line', 'j'],
          ['Go to the catalog', 'g c'],
          ['Search, or do something', 'mod+k'],
        ].map(([label, shortcut = '']) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Keys shortcut={shortcut} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  </div>
);

const Asking = () => (
  <div className="sheet">
    <div className="sheet-in">
      <h3 className="sheet-title">Save this view</h3>
      <p className="muted">The feed, filtered; shared with everybody here.</p>
      <p className="refused">There is a view of this name. Choose another name, or replace that one.</p>
      <div className="shelf">
        <button type="button" className="button primary">
          Save
        </button>
        <button type="button" className="button">
          Cancel
        </button>
      </div>
    </div>
  </div>
);

const Palette = () => {
  const id = useId();
  const [head] = paletteLines;
  return (
    <div className="palette">
      <Lines
        id={id}
        sections={paletteLines}
        active={head?.items[0] ?? null}
        idOf={(item) => `${id}-${item.id}`}
        onPoint={none}
        onTake={none}
      />
    </div>
  );
};

/** What lies over a page, here beside one another and over nothing. */
export const Dialogs = () => (
  <>
    <Specimen name="to be read" wide>
      <Sheet />
    </Specimen>
    <Specimen name="to be answered, and refused" wide>
      <Asking />
    </Specimen>
    <Specimen name="to be searched" wide>
      <Palette />
    </Specimen>
  </>
);
