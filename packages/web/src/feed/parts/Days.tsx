import type { Change } from '@nightjar/sdk/wire';
import { useNow } from '../../ui/now.ts';
import { zone } from '../../ui/time.ts';
import { byDay } from '../days.ts';
import { isNamed } from '../folding.ts';
import type { Lines } from '../lines.ts';
import { Line } from './Line.tsx';

type DaysProps = {
  readonly lines: Lines;
  readonly openId: string | null;
  readonly onToggle: (id: string) => void;
  readonly onFilter: (term: string) => void;
};

/** How many changes there were, and on how many lines they are told where that are fewer. */
const count = (changes: readonly Change[], isLast: boolean, more: boolean): string => {
  if (isLast && more) return '';
  const all = changes.reduce((sum, { bundled }) => sum + (bundled?.count ?? 1), 0);
  const told = `${all} ${all === 1 ? 'change' : 'changes'}`;
  return all === changes.length ? told : `${told} on ${changes.length} lines`;
};

export const Days = ({ lines, openId, onToggle, onFilter }: DaysProps) => {
  const days = byDay(lines.shown, useNow());
  return days.map((day, index) => (
    <section key={day.key} className="day" aria-labelledby={`day-${day.key}`}>
      <h2 id={`day-${day.key}`}>
        {day.name}
        <span>{count(day.changes, index === days.length - 1, lines.next !== null)}</span>
        {index === 0 && <span className="zone">{zone()}</span>}
      </h2>
      <ul>
        {day.changes.map((change) => (
          <Line
            key={change.id}
            change={change}
            open={isNamed(change, openId)}
            arrived={lines.arrived.has(change.id)}
            leaving={lines.gone.has(change.id)}
            onToggle={onToggle}
            onFilter={onFilter}
          />
        ))}
      </ul>
    </section>
  ));
};
