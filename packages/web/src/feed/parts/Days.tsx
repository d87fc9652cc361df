import type { Change } from '@nightjar/sdk/wire';
import { useLayoutEffect, useRef } from 'react';
import { useNow } from '../../ui/now.ts';
import { zone } from '../../ui/time.ts';
import { type Day, dayName } from '../days.ts';
import { isNamed, lineId } from '../folding.ts';
import type { Lines } from '../lines.ts';
import { lineAt } from '../roll.ts';
import type { Part } from '../window/pieces.ts';
import { useWindow } from '../window/useWindow.ts';
import { Line } from './Line.tsx';
import { Room } from './Room.tsx';

type DaysProps = {
  readonly lines: Lines;
  readonly openId: string | null;
  readonly onToggle: (id: string) => void;
  readonly onFilter: (term: string) => void;
};

/** How many changes there were, and on how many lines they are told where that are fewer; of a day that goes on, nothing. */
const count = ({ lines, changes }: Day, goesOn: boolean): string => {
  if (goesOn) return '';
  const told = `${changes} ${changes === 1 ? 'change' : 'changes'}`;
  return changes === lines ? told : `${told} on ${lines} lines`;
};

const linesIn = ({ shown }: Lines, part: Part): readonly (Change | undefined)[] =>
  part.is === 'room'
    ? []
    : Array.from({ length: part.to - part.from }, (_, at) => lineAt(shown, part.from + at));

/** The lines, day by day; those that nobody sees are room of their height. */
export const Days = ({ lines, openId, onToggle, onFilter }: DaysProps) => {
  const now = useNow();
  const { list, pieces, length, brisk } = useWindow(lines.shown, openId);
  /** What is drawn whole already stays so. */
  const before = useRef<ReadonlySet<string>>(new Set());
  const whole = new Set<string>();
  useLayoutEffect(() => {
    before.current = whole;
  });

  const line = (change: Change | undefined, day: Day, place: number, goesOn: boolean) => {
    if (change === undefined) return null;
    const open = isNamed(change, openId);
    const name = lineId(change);
    const glimpsed = brisk && !open && !before.current.has(name);
    if (!glimpsed) whole.add(name);
    const marks = [
      open && 'open',
      lines.arrived.has(change.id) && 'arrived',
      lines.leaving.has(change.id) && 'leaving',
    ];
    return (
      <li
        key={name}
        className={['line', ...marks].filter(Boolean).join(' ')}
        data-line={name}
        aria-posinset={place - day.from + 1}
        aria-setsize={goesOn ? -1 : day.lines}
      >
        <Line change={change} open={open} glimpsed={glimpsed} onToggle={onToggle} onFilter={onFilter} />
      </li>
    );
  };

  return (
    <div className="days" ref={list}>
      {pieces.map((piece, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: room has no name; it is what lies before the day that follows.
        if (piece.is === 'room') return <Room key={`room ${index}`} px={piece.px} />;
        const { day } = piece;
        const goesOn = lines.next !== null && day.from + day.lines === length;
        return (
          <section key={day.at} className="day" aria-labelledby={`day-${day.at}`}>
            <h2 id={`day-${day.at}`}>
              {dayName(day.at, now)}
              <span>{count(day, goesOn)}</span>
              {piece.index === 0 && <span className="zone">{zone()}</span>}
            </h2>
            <ul>
              {piece.parts.flatMap((part, at) =>
                part.is === 'room'
                  ? // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                    [<Room key={`room ${at}`} as="li" px={part.px} />]
                  : linesIn(lines, part).map((change, of) => line(change, day, part.from + of, goesOn)),
              )}
            </ul>
          </section>
        );
      })}
    </div>
  );
};
