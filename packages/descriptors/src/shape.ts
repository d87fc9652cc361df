import type { Problem } from './problem.ts';
import { pathText, quoted } from './problem.ts';
import type { Path } from './yaml/locate.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A YAML map. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field that is really there: not one that every object inherits. */
export const field = (fields: Fields, name: string): unknown =>
  Object.hasOwn(fields, name) ? fields[name] : undefined;

/** What a value must be. */
export type Shape =
  | { readonly is: 'text'; readonly oneOf?: readonly string[]; readonly max?: number; readonly empty?: true }
  | { readonly is: 'list'; readonly of: Shape; readonly min?: number }
  /** `rest`: the shape of fields not named; anything where not given. */
  | {
      readonly is: 'map';
      readonly required: Readonly<Record<string, Shape>>;
      readonly optional: Readonly<Record<string, Shape>>;
      readonly rest?: Shape;
    };

/** Characters as people count them; only what is long needs counting. */
const longerThan = (text: string, max: number): boolean => text.length > max && [...text].length > max;

/**
 * What is wrong with `value`, in the order of the shape. `excused` are values that stand for something else (a
 * placeholder) and are taken in any place.
 */
export const problemsOf = (
  shape: Shape,
  value: unknown,
  path: Path,
  excused: (value: unknown) => boolean = () => false,
): Problem[] => {
  const wrong = (must: string, next: string): Problem[] => [
    { code: 'schema', path, says: `${pathText(path)} ${must}, and is ${quoted(value)}.`, next },
  ];
  if (excused(value)) return [];
  switch (shape.is) {
    case 'text':
      if (typeof value !== 'string')
        return wrong(
          'must be a text',
          value === null ? 'Give it a value, or leave it out.' : 'Put it in quotes.',
        );
      if (value === '' && shape.empty !== true)
        return wrong('must not be empty', 'Give it a value, or leave it out.');
      if (shape.oneOf !== undefined && !shape.oneOf.includes(value))
        return wrong(`must be one of ${shape.oneOf.join(', ')}`, 'Write one of these.');
      if (shape.max !== undefined && longerThan(value, shape.max))
        return wrong(`must be at most ${shape.max} characters`, 'Shorten it.');
      return [];
    case 'list':
      if (!Array.isArray(value)) return wrong('must be a list', 'Write each item on a line after a dash.');
      if (value.length < (shape.min ?? 0)) return wrong('must not be empty', 'Name at least one.');
      return value.flatMap((item, index) => problemsOf(shape.of, item, [...path, index], excused));
    case 'map': {
      if (!isFields(value)) return wrong('must be a map', 'Write each field on a line of its own.');
      const problems: Problem[] = [];
      for (const name of Object.keys(shape.required))
        if (field(value, name) === undefined)
          problems.push({
            code: 'schema',
            path: [...path, name],
            says: `${pathText([...path, name])} is missing.`,
            next: `Add ${name}.`,
          });
      for (const [name, item] of Object.entries(value)) {
        const inner = field(shape.required, name) ?? field(shape.optional, name) ?? shape.rest;
        if (inner !== undefined) problems.push(...problemsOf(inner as Shape, item, [...path, name], excused));
      }
      return problems;
    }
  }
};

export const text: Shape = { is: 'text' };
export const texts: Shape = { is: 'list', of: text };
export const map = (
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
  rest?: Shape,
): Shape => ({ is: 'map', required, optional, ...(rest && { rest }) });
