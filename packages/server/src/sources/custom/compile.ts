import {
  type CelEnv,
  CelScalar,
  celEnv,
  celFunc,
  celMethod,
  isCelError,
  isCelList,
  isCelMap,
  listType,
  parse,
  plan,
} from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { type Budget, bounds, budget } from './bounds.ts';
import { type FieldName, fieldNames, fields, type Mapping } from './fields.ts';
import { type Expr, wrongType } from './static-type.ts';
import { celOf, jsonOf } from './values.ts';
import { partsOf, unknownIn } from './walk.ts';

/** What is wrong with an expression, and where in it (UTF-16 units from its beginning). */
export type Fault = { readonly field: FieldName; readonly offset: number; readonly says: string };

/** A payload on which expressions are run, one after the other. */
export type Payload = { readonly value: (field: FieldName) => unknown };

export type Compiled = {
  /** Begins the budget of one payload. `nowMs` only measures. */
  readonly on: (body: unknown, headers: unknown) => Payload;
  readonly has: (field: FieldName) => boolean;
};

/** An expression failed on a payload: the delivery is parked, and read again when the mapping is mended. */
export class ExpressionError extends Error {
  readonly field: FieldName;
  readonly offset: number;
  constructor(field: FieldName, says: string, offset = 0) {
    super(`${field}: ${says}`);
    this.name = 'ExpressionError';
    this.field = field;
    this.offset = offset;
  }
}

const { STRING, DYN } = CelScalar;
const spend = '@spend';

/** What the evaluator does by itself, without looking a function up. */
const operators: ReadonlySet<string> = new Set(['_?_:_', '_&&_', '_||_', '_[_]', '@not_strictly_false']);

const bounded = (text: string): string => {
  if (text.length > bounds.text) throw new Error(`makes a text of more than ${bounds.text} characters`);
  return text;
};

/** Times that `part` stands in `text`, with its ends where it is empty. */
const timesIn = (text: string, part: string): number =>
  part === '' ? text.length + 1 : text.split(part).length - 1;

/** As in CEL's strings extension, but what they would make is measured before it is made. */
const guarded = [
  celMethod('replace', STRING, [STRING, STRING], STRING, function (part, other) {
    if (this.length + timesIn(this, part) * other.length > bounds.text)
      throw new Error(`makes a text of more than ${bounds.text} characters`);
    return this.replaceAll(part, () => other);
  }),
  celMethod('join', listType(STRING), [STRING], STRING, function (between) {
    let made = '';
    for (const part of this) made = bounded(made === '' ? String(part) : `${made}${between}${String(part)}`);
    return made;
  }),
];

const plainStrings = strings.filter(({ name }) => !['replace', 'join', 'format'].includes(name));

const environment = (left: Budget, now: () => number): CelEnv =>
  celEnv({
    funcs: [
      ...plainStrings,
      ...guarded,
      celFunc(spend, [DYN], DYN, (range) => {
        left.spend(isCelList(range) || isCelMap(range) ? range.size : 0, now());
        return range;
      }),
    ],
  });

/**
 * Puts the price before every macro's list: it is paid before a step is taken, so that nested macros pay for each other. The clock is
 * looked at before every step, because one step may look through the whole payload (`x in body.list`, `body.text.lowerAscii()`).
 */
const priced = (expr: Expr): void => {
  for (const part of partsOf(expr)) priced(part.expr);
  if (expr.exprKind.case !== 'comprehensionExpr') return;
  const fold = expr.exprKind.value;
  const paid = (part: Expr): Expr => {
    const call = { $typeName: 'cel.expr.Expr.Call' as const, function: spend, args: [part] };
    return { $typeName: 'cel.expr.Expr', id: part.id, exprKind: { case: 'callExpr', value: call } };
  };
  if (fold.iterRange !== undefined) fold.iterRange = paid(fold.iterRange);
  if (fold.loopCondition !== undefined) fold.loopCondition = paid(fold.loopCondition);
};

const placeOf = (error: unknown): number => {
  const start = (error as { location?: { start?: { offset?: unknown } } }).location?.start?.offset;
  return typeof start === 'number' ? start : 0;
};

/** `_+_`, `_[_]` and `!_` are how the evaluator calls operators. */
const operator = (name: string): string => name.replaceAll('_', '') || name;

/** In words of the language instead of the evaluator's. */
const saidOf = (error: unknown): string => {
  const { rawMessage, message } = error as { rawMessage?: unknown; message?: unknown };
  const said = typeof rawMessage === 'string' ? rawMessage : String(message ?? error);
  return said
    .replace(/^<input>:\d+:\d+: /, '')
    .replace(
      /^found no matching overload for '(.+?)' applied to '(.+)'$/,
      (_, name: string, to: string) =>
        `${operator(name)} cannot be applied to ${to.replaceAll('null_type', 'null')}`,
    )
    .replace(/^field not found: /, 'there is no field ')
    .slice(0, 300);
};

type Run = (payload: {
  readonly body: ReturnType<typeof celOf>;
  readonly headers: ReturnType<typeof celOf>;
}) => unknown;

/** One expression, ready to run; throws a `Fault`. */
const compiled = (env: CelEnv, field: FieldName, text: string): Run => {
  const fault = (offset: number, says: string): Fault => ({ field, offset, says });
  if (text.length > bounds.expression)
    throw fault(bounds.expression, `Longer than ${bounds.expression} characters.`);
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(text);
  } catch (error) {
    throw fault(placeOf(error), `This cannot be read: ${saidOf(error)}.`);
  }
  const { expr, sourceInfo } = parsed;
  if (expr === undefined) throw fault(0, 'There is no expression.');
  const unknown = unknownIn(expr, (name) => operators.has(name) || env.funcs.find(name) !== undefined);
  if (unknown !== null) throw fault(sourceInfo?.positions[String(unknown.id)] ?? 0, unknown.says);
  const unlike = wrongType(expr, fields[field].takes);
  if (unlike !== null) throw fault(0, unlike);
  priced(expr);
  const run = plan(env, parsed);
  return (payload) => {
    const result = run(payload);
    if (!isCelError(result)) return result;
    const place = result.exprId === undefined ? undefined : sourceInfo?.positions[String(result.exprId)];
    throw new ExpressionError(field, saidOf(result), place ?? 0);
  };
};

/**
 * A mapping, ready to run; or every fault in it. `now` answers milliseconds of any clock that only goes forward. What runs it
 * runs one payload at a time, as all of it is synchronous.
 */
export const compile = (
  mapping: Mapping,
  now: () => number,
):
  | { readonly ok: true; readonly compiled: Compiled }
  | { readonly ok: false; readonly faults: readonly Fault[] } => {
  const left = budget();
  const env = environment(left, now);
  const runs = new Map<FieldName, Run>();
  const faults: Fault[] = [];
  for (const field of fieldNames) {
    const text = mapping[field]?.trim() ?? '';
    if (text === '') continue;
    try {
      runs.set(field, compiled(env, field, text));
    } catch (fault) {
      if (fault instanceof Error)
        faults.push({ field, offset: 0, says: `This cannot be read: ${saidOf(fault)}.` });
      else faults.push(fault as Fault);
    }
  }
  const given = (field: FieldName): boolean => (mapping[field]?.trim() ?? '') !== '';
  if (!given('title') && !given('kind'))
    faults.push({ field: 'title', offset: 0, says: 'A change has a title or a kind: say at least one.' });
  if (given('alert') && !given('key')) faults.push({ field: 'key', offset: 0, says: 'An alert has a key.' });
  if (faults.length > 0) return { ok: false, faults };

  return {
    ok: true,
    compiled: {
      has: (field) => runs.has(field),
      on: (body, headers) => {
        const payload = { body: celOf(body), headers: celOf(headers) };
        left.begin(now());
        return {
          value: (field) => {
            const run = runs.get(field);
            if (run === undefined) return null;
            try {
              return jsonOf(run(payload));
            } catch (error) {
              throw error instanceof ExpressionError ? error : new ExpressionError(field, saidOf(error));
            }
          },
        };
      },
    },
  };
};
