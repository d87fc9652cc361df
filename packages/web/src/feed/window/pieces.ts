import type { Day } from '../days.ts';
import type { Extent } from './extent.ts';

/** Lines that are drawn: from a place to before another. */
export type Run = { readonly from: number; readonly to: number };

/** What stands in the document: lines, and empty room where lines would be that nobody sees. */
export type Part = { readonly is: 'room'; readonly px: number } | ({ readonly is: 'lines' } & Run);
export type Piece =
  | { readonly is: 'room'; readonly px: number }
  | { readonly is: 'day'; readonly index: number; readonly day: Day; readonly parts: readonly Part[] };

/** What is in sight and what must stay wherever it is, such as the line that has the focus: in order, without overlap. */
export const runsOf = (sight: Run, kept: readonly number[], length: number): readonly Run[] => {
  const all = [sight, ...kept.filter((at) => at >= 0).map((at) => ({ from: at, to: at + 1 }))]
    .map(({ from, to }) => ({ from: Math.max(0, from), to: Math.min(to, length) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const runs: Run[] = [];
  for (const run of all) {
    const last = runs.at(-1);
    if (last !== undefined && run.from <= last.to)
      runs[runs.length - 1] = { from: last.from, to: Math.max(last.to, run.to) };
    else runs.push(run);
  }
  return runs;
};

const partsOf = ({ from, lines }: Day, runs: readonly Run[], extent: Extent): readonly Part[] => {
  const parts: Part[] = [];
  const end = from + lines;
  let at = from;
  const roomUntil = (to: number): void => {
    if (to > at) parts.push({ is: 'room', px: extent.between(at, to) });
  };
  for (const run of runs) {
    const part = { from: Math.max(run.from, from), to: Math.min(run.to, end) };
    if (part.from >= part.to) continue;
    roomUntil(part.from);
    parts.push({ is: 'lines', ...part });
    at = part.to;
  }
  roomUntil(end);
  return parts;
};

/** Days of which something is drawn, and room in the place of the others. */
export const piecesOf = (days: readonly Day[], runs: readonly Run[], extent: Extent): readonly Piece[] => {
  const pieces: Piece[] = [];
  let at = 0;
  const roomUntil = (index: number): void => {
    const px = extent.dayTop(index) - extent.dayTop(at);
    if (index > at) pieces.push({ is: 'room', px });
  };
  for (const [index, day] of days.entries()) {
    if (!runs.some(({ from, to }) => from < day.from + day.lines && to > day.from)) continue;
    roomUntil(index);
    pieces.push({ is: 'day', index, day, parts: partsOf(day, runs, extent) });
    at = index + 1;
  }
  roomUntil(days.length);
  return pieces;
};
