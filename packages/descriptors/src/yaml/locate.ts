import { EVENT_ID, type Event, getScalarValue } from 'js-yaml';

/** Keys and indexes from the top of a document to a value of it. */
export type Path = readonly (string | number)[];

type Found = { readonly next: number; readonly at: number };

const startOf = (event: Event): number => {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return event.valueStart;
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return event.start;
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1;
    case EVENT_ID.DOCUMENT:
    case EVENT_ID.POP:
      return -1;
  }
};

/** The index behind the node that begins at `index`. */
const skip = (events: readonly Event[], index: number): number => {
  let depth = 0;
  for (let i = index; i < events.length; i += 1) {
    const type = events[i]?.type;
    if (type === EVENT_ID.SEQUENCE || type === EVENT_ID.MAPPING) depth += 1;
    if (type === EVENT_ID.POP) depth -= 1;
    if (depth === 0) return i + 1;
  }
  return events.length;
};

/** The child of a map or list at `index` that `step` names: where its key (or itself) stands, and where it begins. */
const child = (
  text: string,
  events: readonly Event[],
  index: number,
  step: string | number,
): Found | undefined => {
  const within = events[index];
  let i = index + 1;
  for (let n = 0; events[i] !== undefined && events[i]?.type !== EVENT_ID.POP; n += 1) {
    const event = events[i] as Event;
    if (within?.type === EVENT_ID.SEQUENCE) {
      if (n === step) return { next: i, at: startOf(event) };
      i = skip(events, i);
    } else {
      const value = skip(events, i);
      if (event.type === EVENT_ID.SCALAR && getScalarValue(text, event) === String(step))
        return { next: value, at: startOf(event) };
      i = skip(events, value);
    }
  }
  return undefined;
};

/**
 * The offset of what `path` names: the key of a map, the item of a list; of the last on the way there where it is not
 * there. Walks the events again, because only what is refused asks.
 */
export const locate = (text: string, events: readonly Event[], path: Path): number => {
  let index = events.findIndex((event) => event.type !== EVENT_ID.DOCUMENT);
  const top = events[index];
  if (top === undefined) return 0;
  let at = Math.max(0, startOf(top));
  for (const step of path) {
    const type = events[index]?.type;
    if (type !== EVENT_ID.MAPPING && type !== EVENT_ID.SEQUENCE) break;
    const found = child(text, events, index, step);
    if (found === undefined) break;
    if (found.at >= 0) at = found.at;
    index = found.next;
  }
  return at;
};
