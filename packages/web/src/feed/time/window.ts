import { intervalOf, readMoment } from '@nightjar/query/moment';
import { type Word, wordsOf } from '../../filter/words.ts';

/** A piece of time, half-open, in milliseconds since 1970. */
export type Window = { readonly from: number; readonly to: number };

const minute = 60_000;

/** How deep in parentheses a place of the text is; those inside quotes are no parentheses. */
const depthAt = (q: string, place: number): number => {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < place; at++) {
    if (q[at] === '\\' && quoted) at += 1;
    else if (q[at] === '"') quoted = !quoted;
    else if (!quoted && q[at] === '(') depth += 1;
    else if (!quoted && q[at] === ')') depth -= 1;
  }
  return depth;
};

/** The words that bound all of the filter in time. Beside an OR, or in parentheses, a time bounds only a part of it. */
const boundsIn = (q: string): readonly Word[] => {
  const words = wordsOf(q).filter(({ start }) => depthAt(q, start) === 0);
  if (words.some(({ start, end }) => q.slice(start, end) === 'OR')) return [];
  return words.filter(
    ({ field, negated, value, end }) =>
      !negated && (field === 'after' || field === 'before') && readMoment(q.slice(value, end)) !== undefined,
  );
};

/** The bounds in time of a filter, in milliseconds since 1970: the narrowest where there are several, null where there is none. */
export const timeOf = (
  q: string,
  now: number,
): { readonly after: number | null; readonly before: number | null } => {
  const at = (name: string): number[] =>
    boundsIn(q).flatMap(({ field, value, end }) => {
      const moment = field === name ? readMoment(q.slice(value, end)) : undefined;
      return moment === undefined ? [] : [intervalOf(moment, new Date(now)).from];
    });
  const [after, before] = [at('after'), at('before')];
  return {
    after: after.length === 0 ? null : Math.max(...after),
    before: before.length === 0 ? null : Math.min(...before),
  };
};

/** The filter without its bounds in time. */
export const withoutTime = (q: string): string =>
  boundsIn(q)
    .toReversed()
    .reduce((text, { start, end }) => `${text.slice(0, start).trimEnd()} ${text.slice(end).trimStart()}`, q)
    .trim();

/** An instant as people write it in a filter: to the minute where that says it. */
export const written = (at: number): string => {
  const text = new Date(at).toISOString();
  if (at % minute === 0) return `${text.slice(0, 16)}Z`;
  return at % 1_000 === 0 ? `${text.slice(0, 19)}Z` : text;
};

/** The filter bounded by a window, and by no other. What cannot be bounded by a word more is put in parentheses. */
export const withWindow = (q: string, { from, to }: Window): string => {
  const rest = withoutTime(q);
  const loose = wordsOf(rest).some(
    ({ start, end }) => rest.slice(start, end) === 'OR' && depthAt(rest, start) === 0,
  );
  const bounds = `after:${written(from)} before:${written(to)}`;
  return rest === '' ? bounds : `${loose ? `(${rest})` : rest} ${bounds}`;
};

/** The filter of what had happened by an instant; `shift`: how many characters further in it stands what was typed. */
export const asOf = (q: string, at: string | null): { readonly q: string; readonly shift: number } => {
  if (at === null) return { q, shift: 0 };
  const until = `at:<=${at}`;
  return q === '' ? { q: until, shift: 0 } : { q: `(${q}) ${until}`, shift: 1 };
};
