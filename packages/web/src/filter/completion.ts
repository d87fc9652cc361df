import type { Field } from './field.ts';
import { wordsOf } from './words.ts';

/** One way to go on: `text` takes the place of `[from, to)`. */
export type Option = {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly label: string;
  readonly says: string;
};

const atMost = 11;

/** How the filter may go on at the caret: names of fields, or values of the field the caret stands in. */
export const optionsAt = (text: string, caret: number, fields: readonly Field[]): readonly Option[] => {
  const word = wordsOf(text).find(({ start, end }) => start <= caret && caret <= end);
  if (word === undefined) return named('', caret, caret, fields);
  if (word.field === null || caret < word.value)
    return named(
      text.slice(bodyOf(word), caret),
      bodyOf(word),
      word.field === null ? word.end : word.value,
      fields,
    );

  const field = fields.find(({ name }) => name === word.field?.toLowerCase());
  if (field === undefined) return [];
  const from = Math.max(word.value, text.lastIndexOf(',', caret - 1) + 1);
  const comma = text.indexOf(',', caret);
  const to = comma === -1 || comma > word.end ? word.end : comma;
  const begun = text.slice(from, caret).replace(/^"/, '').toLowerCase();
  const folded = (value: string): string => value.replace(/^"/, '').toLowerCase();
  const begins = (value: string): boolean => folded(value).startsWith(begun);
  return field.values
    .filter(({ text: value }) => folded(value).includes(begun) && folded(value) !== begun)
    .sort((a, b) => Number(begins(b.text)) - Number(begins(a.text)))
    .slice(0, atMost)
    .map(({ text: value, says }) => ({
      from,
      to,
      text: `${value}${to === text.length ? ' ' : ''}`,
      label: value,
      says,
    }));
};

const bodyOf = (word: { readonly start: number; readonly negated: boolean }): number =>
  word.start + (word.negated ? 1 : 0);

const named = (begun: string, from: number, to: number, fields: readonly Field[]): readonly Option[] =>
  fields
    .filter(({ name }) => name.startsWith(begun.toLowerCase()))
    .map(({ name, says }) => ({ from, to, text: `${name}:`, label: `${name}:`, says }));

/** The text with the option taken, and where the caret stands then. */
export const taken = (text: string, option: Option): { readonly text: string; readonly caret: number } => ({
  text: text.slice(0, option.from) + option.text + text.slice(option.to),
  caret: option.from + option.text.length,
});
