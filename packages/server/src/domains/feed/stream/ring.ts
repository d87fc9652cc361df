import type { Message } from './message.ts';

/** The latest messages of all organisations, in order of position. */
export type Ring = {
  /** Every message above this position, up to `head`, is held. */
  readonly from: () => number;
  readonly head: () => number;
  readonly push: (messages: readonly Message[], head: number) => void;
  /** At most `most` messages above a position. */
  readonly after: (pos: number, most: number) => readonly Message[];
  /** Forgets everything and begins at a position. */
  readonly begin: (pos: number) => void;
};

export const ring = (capacity = 10_000): Ring => {
  let held: Message[] = [];
  let from = 0;
  let head = 0;

  const placeAfter = (pos: number): number => {
    let low = 0;
    let high = held.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((held[middle]?.pos ?? 0) > pos) high = middle;
      else low = middle + 1;
    }
    return low;
  };

  return {
    from: () => from,
    head: () => head,
    push: (messages, to) => {
      held.push(...messages);
      head = to;
      // Cut seldom and by much: each cut moves what is left.
      if (held.length <= capacity * 1.25) return;
      from = held[held.length - capacity - 1]?.pos ?? from;
      held = held.slice(-capacity);
    },
    after: (pos, most) => {
      const place = placeAfter(pos);
      return held.slice(place, place + most);
    },
    begin: (pos) => {
      held = [];
      from = pos;
      head = pos;
    },
  };
};
