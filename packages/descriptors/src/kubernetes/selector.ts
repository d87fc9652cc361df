import { at, fieldsOf, listAt, textAt, textOf, wordsAt } from '../unknown.ts';

type Labels = Readonly<Record<string, string>>;

export const matches = (wanted: Labels, labels: Labels): boolean =>
  Object.entries(wanted).every(([key, value]) => labels[key] === value);

/** A LabelSelector (meta/v1): `matchLabels` and `matchExpressions`. One that asks for nothing selects everything. */
export const selects = (selector: unknown, labels: Labels): boolean =>
  matches(wordsAt(selector, 'matchLabels'), labels) &&
  listAt(selector, 'matchExpressions').every((expression) => {
    const value = labels[textAt(expression, 'key') ?? ''];
    const values = listAt(expression, 'values').map(textOf);
    const operator = at(expression, 'operator');
    if (operator === 'In') return value !== undefined && values.includes(value);
    if (operator === 'NotIn') return value === undefined || !values.includes(value);
    if (operator === 'Exists') return value !== undefined;
    return operator === 'DoesNotExist' && value === undefined;
  });

export const asksNothing = (selector: unknown): boolean =>
  Object.keys(fieldsOf(at(selector, 'matchLabels'))).length === 0 &&
  listAt(selector, 'matchExpressions').length === 0;
