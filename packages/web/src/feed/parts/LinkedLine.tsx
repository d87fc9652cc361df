import type { Linked } from '../useLinked.ts';
import { Line } from './Line.tsx';

type LinkedLineProps = {
  readonly linked: Linked;
  readonly onToggle: (id: string) => void;
  readonly onFilter: (term: string) => void;
};

/** What a link leads to, above the lines that do not hold it. */
export const LinkedLine = ({ linked, onToggle, onFilter }: LinkedLineProps) => {
  if (linked.is === 'not needed') return null;
  return (
    <section className="day" aria-labelledby="linked">
      <h2 id="linked">The linked change</h2>
      {linked.is === 'not found' ? (
        <p className="muted" role="alert">
          {linked.trouble.is === 'broken' || linked.trouble.is === 'filter'
            ? linked.trouble.says
            : 'It cannot be read now.'}
        </p>
      ) : (
        <ul>
          <li className="line open">
            <Line change={linked.change} open onToggle={onToggle} onFilter={onFilter} />
          </li>
        </ul>
      )}
    </section>
  );
};
