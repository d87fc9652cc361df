import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';
import type { Fault } from '../refusal.ts';
import { pointerTo } from './json.ts';
import { refused } from './request-refusals.ts';

/** Unknown fields stay (`removeAdditional` off): a domain keeps them under `extra`. */
const common: Options = {
  useDefaults: true,
  strict: true,
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
};

const ajv = (options: Options): Ajv => {
  const it = new Ajv({ ...common, ...options });
  formats.default(it);
  it.addVocabulary(['example']);
  return it;
};

/** A body says its types itself; the text of a query, a path or a header is turned into the type that the schema names. */
const strict = { first: ajv({}), all: ajv({ allErrors: true }) };
const lenient = {
  // With strict numbers `maximum` is asked of finite numbers only, and the text "Infinity" is turned into an integer.
  first: ajv({ coerceTypes: 'array', strictNumbers: false }),
  all: ajv({ coerceTypes: 'array', strictNumbers: false, allErrors: true }),
};

const mostFaults = 50;
/** Above that many values only the first fault is told: a list of every one could be larger than the body. */
const mostValues = 5000;

const isSmall = (data: unknown): boolean => {
  let left = mostValues;
  const walk = (value: unknown): boolean => {
    left -= 1;
    if (left < 0) return false;
    return typeof value !== 'object' || value === null || Object.values(value).every(walk);
  };
  return walk(data);
};

const faultOf = (error: ErrorObject): Fault => {
  const { instancePath, keyword, params, message = 'does not fit' } = error;
  switch (keyword) {
    case 'required':
      return { pointer: instancePath + pointerTo([params['missingProperty']]), says: 'is missing' };
    case 'additionalProperties':
      return { pointer: instancePath + pointerTo([params['additionalProperty']]), says: 'is not known here' };
    case 'enum':
      return { pointer: instancePath, says: `must be one of ${params['allowedValues'].join(', ')}` };
    case 'const':
      return { pointer: instancePath, says: `must be ${JSON.stringify(params['allowedValue'])}` };
    default:
      return { pointer: instancePath, says: message };
  }
};

const parts: Readonly<Record<string, string>> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'headers',
};

const refusalOf = (httpPart: string | undefined, errors: readonly ErrorObject[]) => {
  // `if` and unions only repeat what their branches said before.
  const told = errors
    .filter(({ keyword }) => keyword !== 'if')
    .slice(0, mostFaults)
    .map(faultOf);
  const [first = { pointer: '', says: 'does not fit' }] = told;
  const part = parts[httpPart ?? 'body'] ?? 'body';
  const place = first.pointer === '' ? `The ${part}` : `${first.pointer} in the ${part}`;
  return refused('request.invalid', {
    detail: `${place} ${first.says}.`,
    ...(part === 'body' ? { pointer: first.pointer } : {}),
    faults:
      part === 'body' ? told : told.map(({ pointer, says }) => ({ pointer, says: `${says} (${part})` })),
  });
};

export const validatorCompiler: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  const { first, all } = httpPart === 'body' ? strict : lenient;
  const holds = first.compile(schema);
  let everyFault: ValidateFunction | undefined;
  return (data: unknown) => {
    if (holds(data)) return { value: data };
    let errors = holds.errors ?? [];
    if (isSmall(data)) {
      everyFault ??= all.compile(schema);
      everyFault(data);
      errors = everyFault.errors ?? errors;
    }
    return { error: refusalOf(httpPart, errors) };
  };
};
