import { stripVTControlCharacters } from 'node:util';
import { fit, width } from './width.ts';

const gap = 2;
/** What is left of a part before it is left out. */
const least = 8;

const columnsOf = (part: string): number => width(stripVTControlCharacters(part));

/**
 * Parts beside one another, painted or not, within so many columns. Those named in `gives` are cut (and lose their paint),
 * then left out, one after the other; without, all but the first, from the last on. Empty parts take no room.
 */
export const beside = (
  parts: readonly string[],
  columns: number,
  gives: readonly number[] = parts.map((_, at) => parts.length - 1 - at).slice(0, -1),
): string => {
  const shown = [...parts];
  const over = (): number =>
    shown.reduce((sum, part) => sum + (part === '' ? 0 : columnsOf(part) + gap), -gap) - columns;
  for (const at of gives) {
    const part = shown[at] ?? '';
    const rest = columnsOf(part) - over();
    if (part !== '' && over() > 0) shown[at] = rest < least ? '' : fit(stripVTControlCharacters(part), rest);
  }
  return shown.filter((part) => part !== '').join(' '.repeat(gap));
};
