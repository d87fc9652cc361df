import type { Change } from '@nightjar/sdk/wire';
import { memo, useLayoutEffect, useRef } from 'react';
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
  /** How often one has gone to the top: the lines there are drawn at once. */
  readonly topped?: number;
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

/** Room is known by the line below it: a line beside it that has the focus would lose that where it were moved. */
const roomName = ({ shown }: Lines, below: Part | undefined): string => {
  const line = below?.is === 'lines' ? lineAt(shown, below.from) : undefined;
  return line === undefined ? 'room' : `room ${lineId(line)}`;
};

/** What waits, and what was heard, is not drawn. */
const isDrawnAlike = (a: DaysProps, b: DaysProps): boolean =>
  a.lines.shown === b.lines.shown &&
  a.lines.arrived === b.lines.arrived &&
  a.lines.leaving === b.lines.leaving &&
  a.lines.next === b.lines.next &&
  a.topped === b.topped &&
  a.openId === b.openId &&
  a.onToggle === b.onToggle &&
  a.onFilter === b.onFilter;

/** The lines, day by day; those that nobody sees are room of their height. */
export const Days = memo(({ lines, topped = 0, openId, onToggle, onFilter }: DaysProps) => {
  const now = useNow();
  const { list, pieces, length, brisk } = useWindow(lines.shown, openId, topped);
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
                  ? [<Room key={roomName(lines, piece.parts[at + 1])} as="li" px={part.px} />]
                  : linesIn(lines, part).map((change, of) => line(change, day, part.from + of, goesOn)),
              )}
            </ul>
          </section>
        );
      })}
    </div>
  );
}, isDrawnAlike);
