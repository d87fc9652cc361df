import type { parse } from '@bufbuild/cel';
import type { Takes } from './fields.ts';

export type Expr = NonNullable<ReturnType<typeof parse>['expr']>;

/** What a value is, as far as it can be told without a payload. */
type Known = 'bool' | 'string' | 'number' | 'bytes' | 'null' | 'list' | 'map' | 'timestamp' | 'duration';

/** What functions answer that answer one type always. */
const answers: Readonly<Record<string, Known>> = {
  '_==_': 'bool',
  '_!=_': 'bool',
  '_<_': 'bool',
  '_<=_': 'bool',
  '_>_': 'bool',
  '_>=_': 'bool',
  '_&&_': 'bool',
  '_||_': 'bool',
  '!_': 'bool',
  '@in': 'bool',
  '@not_strictly_false': 'bool',
  bool: 'bool',
  contains: 'bool',
  startsWith: 'bool',
  endsWith: 'bool',
  matches: 'bool',
  string: 'string',
  lowerAscii: 'string',
  upperAscii: 'string',
  trim: 'string',
  substring: 'string',
  replace: 'string',
  join: 'string',
  charAt: 'string',
  split: 'list',
  size: 'number',
  int: 'number',
  uint: 'number',
  double: 'number',
  indexOf: 'number',
  lastIndexOf: 'number',
  bytes: 'bytes',
  timestamp: 'timestamp',
  duration: 'duration',
};

const constants: Readonly<Record<string, Known>> = {
  stringValue: 'string',
  boolValue: 'bool',
  nullValue: 'null',
  bytesValue: 'bytes',
  int64Value: 'number',
  uint64Value: 'number',
  doubleValue: 'number',
};

/** All that the value may be; null where only a payload can tell. */
const staticType = ({ exprKind }: Expr): readonly Known[] | null => {
  switch (exprKind.case) {
    case 'constExpr': {
      const known = constants[exprKind.value.constantKind.case ?? ''];
      return known === undefined ? null : [known];
    }
    case 'listExpr':
      return ['list'];
    case 'structExpr':
      return exprKind.value.messageName === '' ? ['map'] : null;
    case 'selectExpr':
      return exprKind.value.testOnly ? ['bool'] : null;
    case 'callExpr': {
      const { function: name, args } = exprKind.value;
      if (name === '_?_:_') {
        const [, yes, no] = args.map(staticType);
        return yes == null || no == null ? null : [...new Set([...yes, ...no])];
      }
      const known = Object.hasOwn(answers, name) ? answers[name] : undefined;
      return known === undefined ? null : [known];
    }
    default:
      return null;
  }
};

const allowed: Readonly<Record<Takes, readonly Known[]>> = {
  bool: ['bool'],
  text: ['string', 'number', 'null'],
  texts: ['string', 'number', 'list', 'null'],
  instant: ['string', 'number', 'timestamp', 'null'],
  record: ['map', 'null'],
};

export const wants: Readonly<Record<Takes, string>> = {
  bool: 'true or false',
  text: 'a text',
  texts: 'a text or a list of texts',
  instant: 'a time',
  record: 'names and values, as in {"team": "money"}',
};

const words: Readonly<Record<Known, string>> = {
  bool: 'true or false',
  string: 'a text',
  number: 'a number',
  bytes: 'bytes',
  null: 'null',
  list: 'a list',
  map: 'a map',
  timestamp: 'a time',
  duration: 'a duration',
};

/** Why the expression can never be what its field takes, or null. */
export const wrongType = (expr: Expr, takes: Takes): string | null => {
  const known = staticType(expr);
  const wrong = known?.find((it) => !allowed[takes].includes(it));
  return wrong === undefined ? null : `This is ${words[wrong]}, and must be ${wants[takes]}.`;
};
