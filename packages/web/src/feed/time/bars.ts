import type { Density, Kind } from '@nightjar/sdk/wire';
import { kinds } from '@nightjar/sdk/words';
import type { Window } from './window.ts';

/** A bucket as it is drawn and told. */
export type Bar = Window & {
  readonly count: number;
  readonly failed: number;
  readonly kinds: readonly { readonly kind: Kind; readonly count: number }[];
};

/** All buckets of what was counted, the empty ones too, oldest first. The last ends where the window ends. */
export const barsOf = ({ origin, stepMs, to, buckets }: Density): readonly Bar[] => {
  const [begin, end] = [Date.parse(origin), Date.parse(to)];
  const count = Math.max(0, Math.ceil((end - begin) / stepMs));
  const byNumber = new Map(buckets.map((it) => [Math.round((Date.parse(it.at) - begin) / stepMs), it]));
  return Array.from({ length: count }, (_, n) => {
    const it = byNumber.get(n);
    const known = kinds.flatMap((kind) => {
      const its = it?.kinds[kind] ?? 0;
      return its === 0 ? [] : [{ kind, count: its }];
    });
    const from = begin + n * stepMs;
    return {
      from,
      to: Math.min(end, from + stepMs),
      count: it?.count ?? 0,
      failed: it?.failed ?? 0,
      kinds: known,
    };
  });
};

/** Several buckets told as one. */
export const together = (bars: readonly Bar[]): Bar | null => {
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return null;
  const sum = (of: (bar: Bar) => number): number => bars.reduce((all, bar) => all + of(bar), 0);
  const of = (kind: Kind) => sum((bar) => bar.kinds.find((it) => it.kind === kind)?.count ?? 0);
  return {
    from: first.from,
    to: last.to,
    count: sum((bar) => bar.count),
    failed: sum((bar) => bar.failed),
    kinds: kinds.map((kind) => ({ kind, count: of(kind) })).filter(({ count }) => count > 0),
  };
};

export type Piece = { readonly kind: Kind; readonly y: number; readonly height: number };

/** What little there is is still seen. */
const leastHeight = 2;

/** The pieces of a bar from the ground up, for a drawing of that height (y goes down) whose highest bar counts `highest`. */
export const piecesOf = (bar: Bar, highest: number, height: number): readonly Piece[] => {
  if (bar.count === 0) return [];
  const whole = Math.max(leastHeight, (bar.count / highest) * height);
  let top = height;
  return bar.kinds.map(({ kind, count }) => {
    const piece = (count / bar.count) * whole;
    top -= piece;
    return { kind, y: top, height: piece };
  });
};

/** `12 changes: 8 deploy, 4 flag; 1 failed`. `about`: the figures are estimates. */
export const barInWords = ({ count, failed, kinds: its }: Bar, about: boolean): string => {
  if (count === 0) return 'no change';
  const whole = `${about ? 'about ' : ''}${count.toLocaleString('en-GB')} ${count === 1 ? 'change' : 'changes'}`;
  const parts = its.map((it) => `${it.count.toLocaleString('en-GB')} ${it.kind}`).join(', ');
  const of = parts === '' ? '' : `: ${parts}`;
  const bad = failed === 0 ? '' : `; ${failed.toLocaleString('en-GB')} failed`;
  return `${whole}${of}${bad}`;
};
