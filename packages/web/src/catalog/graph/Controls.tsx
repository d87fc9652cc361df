import { To } from '../../ui/To.tsx';
import { type Direction, type GraphAsked, graphPlace, mostDepth } from './asked.ts';

type ControlsProps = {
  readonly asked: GraphAsked;
  /** Few enough to stand in frames. */
  readonly framable: boolean;
  readonly onAsk: (asked: GraphAsked) => void;
};

const directions: readonly (readonly [Direction, string])[] = [
  ['both', 'Both ways'],
  ['callees', 'What it needs'],
  ['callers', 'What needs it'],
];

/** How the graph is asked for and drawn; all of it stands in the address. */
export const Controls = ({ asked, framable, onAsk }: ControlsProps) => {
  const { of, depth, direction, grouped, list } = asked;
  return (
    <section className="controls" aria-label="How it is drawn">
      {of !== null && (
        <>
          <fieldset className="switch">
            <legend className="unseen">Direction</legend>
            {directions.map(([is, name]) => (
              <label key={is}>
                <input
                  type="radio"
                  name="direction"
                  checked={direction === is}
                  onChange={() => onAsk({ ...asked, direction: is })}
                />
                <span>{name}</span>
              </label>
            ))}
          </fieldset>
          <fieldset className="depth">
            <legend className="unseen">Steps</legend>
            <button
              type="button"
              className="bare"
              disabled={depth <= 1}
              onClick={() => onAsk({ ...asked, depth: depth - 1 })}
              aria-label="One step less"
            >
              −
            </button>
            <output>
              {depth} {depth === 1 ? 'step' : 'steps'}
            </output>
            <button
              type="button"
              className="bare"
              disabled={depth >= mostDepth}
              onClick={() => onAsk({ ...asked, depth: depth + 1 })}
              aria-label="One step more"
            >
              +
            </button>
          </fieldset>
        </>
      )}
      {!list && framable && (
        <label className="graph-tick">
          <input
            type="checkbox"
            checked={grouped}
            onChange={({ target }) => onAsk({ ...asked, grouped: target.checked })}
          />
          By owner
        </label>
      )}
      <fieldset className="switch as-what">
        <legend className="unseen">Shown as</legend>
        {[false, true].map((is) => (
          <label key={String(is)}>
            <input
              type="radio"
              name="as"
              checked={list === is}
              onChange={() => onAsk({ ...asked, list: is })}
            />
            <span>{is ? 'List' : 'Drawing'}</span>
          </label>
        ))}
      </fieldset>
      {of !== null && (
        <To className="to-whole" href={graphPlace({ ...asked, of: null, sel: null, breaks: false })}>
          The whole graph
        </To>
      )}
    </section>
  );
};
