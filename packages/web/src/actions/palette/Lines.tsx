import { Age } from '../../ui/Age.tsx';
import { plain } from '../../ui/plain.ts';
import { isApple } from '../apple.ts';
import { Keys } from '../Keys.tsx';
import type { Item, Section } from './items.ts';
import { Marked } from './Marked.tsx';
import type { Mark } from './match.ts';

/** Signs that cannot be seen are taken out of a text; marks were counted with them, so then nothing is marked. */
const marksFor = (text: string, marks: readonly Mark[]): readonly Mark[] =>
  plain(text) === text ? marks : [];

const Line = ({ item }: { readonly item: Item }) => (
  <>
    <span className="palette-kind">{item.action?.group ?? item.kind}</span>
    <span className="palette-what">
      <span className="palette-title" dir="auto">
        <Marked text={plain(item.title)} marks={marksFor(item.title, item.marks)} />
      </span>
      {item.subtitle !== null && (
        <span className="palette-subtitle" dir="auto">
          {plain(item.subtitle)}
        </span>
      )}
    </span>
    {item.shortcut !== null && <Keys shortcut={item.shortcut} />}
    {item.at !== null && (
      <span className="palette-age">
        <Age at={Date.parse(item.at)} />
      </span>
    )}
  </>
);

type LinesProps = {
  readonly id: string;
  readonly sections: readonly Section[];
  readonly active: Item | null;
  readonly idOf: (item: Item) => string;
  readonly onPoint: (item: Item) => void;
  readonly onTake: (item: Item, apart: boolean) => void;
};

/** The lines of the palette under their heads. The box keeps the focus and tells which line is active. */
export const Lines = ({ id, sections, active, idOf, onPoint, onTake }: LinesProps) => (
  <div id={id} role="listbox" aria-label="What was found">
    {sections.map(({ head, items }) => (
      // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by a role (WAI-ARIA 1.2), not by a form.
      <div key={head} role="group" aria-labelledby={`${id}-${head}`} className="palette-section">
        <p id={`${id}-${head}`} role="presentation">
          {head}
        </p>
        {items.map((item) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box has the focus and takes the keys for the lines.
          <div
            key={item.id}
            id={idOf(item)}
            role="option"
            tabIndex={-1}
            aria-selected={item === active}
            className={item === active ? 'palette-line active' : 'palette-line'}
            onMouseMove={() => item !== active && onPoint(item)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={(event) => onTake(item, isApple ? event.metaKey : event.ctrlKey)}
          >
            <Line item={item} />
          </div>
        ))}
      </div>
    ))}
  </div>
);
