import type { Match, Operator, Quantity, Term } from './ast.ts';
import { fold } from './fold.ts';
import { readMoment } from './moment.ts';
import { nearest } from './nearest.ts';
import { type Span, Unreadable } from './problem.ts';
import { type FieldWords, fieldNames, type Vocabulary } from './registry.ts';
import type { Token, Written } from './scan.ts';
import { normalise } from './words.ts';

type FieldToken = Extract<Token, { is: 'field' }>;

const unknownField = ({ name, offset }: FieldToken, vocabulary: Vocabulary): Unreadable => {
  const names = fieldNames(vocabulary);
  const meant = nearest(fold(name), names);
  return new Unreadable(
    'query-unknown-field',
    { offset, length: name.length },
    `There is no field "${name}"${meant === undefined ? '.' : `; did you mean ${meant}?`}`,
    `Fields: ${names.join(', ')}. To search for the text itself, quote it.`,
  );
};

const badWildcard = (field: FieldWords, span: Span): Unreadable =>
  new Unreadable(
    'query-bad-wildcard',
    span,
    `${field.name} holds a ${field.type}, which has no beginning to compare.`,
    field.type === 'time'
      ? `Write ${field.name}:>=-2h or ${field.name}:*.`
      : `Write ${field.name}:>=10 or ${field.name}:*.`,
  );

const match = (field: FieldWords, written: Written): Match => {
  const text = field.type === 'text' ? normalise(written.text) : fold(written.text);
  if (field.type === 'text' && text === '')
    throw new Unreadable('query-missing-value', written, `${field.name}: needs some text.`);
  const known = field.values;
  if (
    known === undefined ||
    (written.star ? known.some((value) => value.startsWith(text)) : known.includes(text))
  )
    return { is: written.star ? 'prefix' : 'exact', text };
  const meant = nearest(text, known);
  throw new Unreadable(
    'query-unknown-value',
    written,
    `${field.name} is never "${written.text}"${meant === undefined ? '.' : `; did you mean ${meant}?`}`,
    `${field.name} is one of ${known.join(', ')}.`,
  );
};

const quantity = (field: FieldWords, written: Written): Quantity => {
  if (written.star) throw badWildcard(field, written);
  if (field.type === 'time') {
    const moment = readMoment(written.text);
    if (moment !== undefined) return moment;
    throw new Unreadable(
      'query-bad-value',
      written,
      `"${written.text}" is not a time.`,
      'Write 2026-01-31, 2026-01-31T09:30Z, -30m, -2h, -7d or now.',
    );
  }
  // Up to 15 digits a double holds exactly as written, and six decimals print without an exponent.
  if (/^-?\d{1,9}(\.\d{1,6})?$|^-?\d{1,15}$/.test(written.text))
    return { is: 'number', number: Number(written.text) + 0 };
  throw new Unreadable(
    'query-bad-value',
    written,
    `"${written.text}" is not a number.`,
    'Write digits, such as 250 or 1.5.',
  );
};

const bound = (token: FieldToken, field: FieldWords, operator: Operator): Term => {
  const [value, second] = token.values;
  if (value === undefined || second !== undefined)
    throw new Unreadable(
      'query-bad-operator',
      token,
      `${token.name} compares with one value, not with several.`,
      'Write each comparison on its own, joined by OR.',
    );
  return { is: 'compares', field: field.name, operator, to: quantity(field, value) };
};

/** Reads `name:values` against the vocabulary; throws Unreadable where it makes no sense. */
export const fieldTerm = (token: FieldToken, vocabulary: Vocabulary): Term => {
  const name = fold(token.name);
  const edge = vocabulary.time !== undefined && (name === 'after' || name === 'before');
  const field = vocabulary.fields.find((candidate) =>
    edge ? candidate.name === vocabulary.time : candidate.name === name || candidate.aliases.includes(name),
  );
  if (field === undefined) throw unknownField(token, vocabulary);
  const comparable = field.type === 'time' || field.type === 'number';
  if (token.operator !== '' && (edge || !comparable))
    throw new Unreadable(
      'query-bad-operator',
      token,
      `${name} takes no ${token.operator}.`,
      edge ? `Write ${name}:-2h.` : `Write ${name}:value or ${name}:val*.`,
    );
  if (edge) return bound(token, field, name === 'after' ? '>=' : '<');
  if (token.operator !== '') return bound(token, field, token.operator as Operator);
  const [first, second] = token.values;
  if (first !== undefined && second === undefined && first.star && !first.quoted && first.text === '')
    return { is: 'present', field: field.name };
  const empty = token.values.find((value) => value.star && value.text === '');
  if (empty !== undefined)
    throw new Unreadable('query-bad-wildcard', empty, 'A lone * means any value.', `Write ${name}:* alone.`);
  if (comparable)
    return { is: 'equals', field: field.name, any: token.values.map((value) => quantity(field, value)) };
  const any = token.values.map((value) => match(field, value));
  return { is: field.type === 'text' ? 'contains' : 'matches', field: field.name, any };
};
