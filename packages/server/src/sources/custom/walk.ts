import type { Expr } from './static-type.ts';

/** The parts of an expression, each with the names that it may use beside those that the whole may. */
export const partsOf = ({
  exprKind,
}: Expr): readonly { readonly expr: Expr; readonly names: readonly string[] }[] => {
  const plain = (...parts: readonly (Expr | undefined)[]) =>
    parts.flatMap((expr) => (expr === undefined ? [] : [{ expr, names: [] }]));
  switch (exprKind.case) {
    case 'selectExpr':
      return plain(exprKind.value.operand);
    case 'callExpr':
      return plain(exprKind.value.target, ...exprKind.value.args);
    case 'listExpr':
      return plain(...exprKind.value.elements);
    case 'structExpr':
      return exprKind.value.entries.flatMap(({ keyKind, value }) =>
        plain(keyKind.case === 'mapKey' ? keyKind.value : undefined, value),
      );
    case 'comprehensionExpr': {
      const { iterVar, iterVar2, accuVar, iterRange, accuInit, loopCondition, loopStep, result } =
        exprKind.value;
      const names = [iterVar, iterVar2, accuVar].filter((name) => name !== '');
      return [
        ...plain(iterRange, accuInit),
        ...plain(loopCondition, loopStep, result).map(({ expr }) => ({ expr, names })),
      ];
    }
    default:
      return [];
  }
};

/** What the language itself calls so: the names of its types. */
const types = [
  'bool',
  'bytes',
  'double',
  'duration',
  'int',
  'list',
  'map',
  'null_type',
  'string',
  'timestamp',
  'type',
  'uint',
];

const variables = ['body', 'headers'] as const;

/** The first name or function that there is none of, with the id of where it stands; null where all is known. */
export const unknownIn = (
  expr: Expr,
  hasFunction: (name: string) => boolean,
  names: readonly string[] = [...variables, ...types],
): { readonly id: bigint; readonly says: string } | null => {
  const { exprKind, id } = expr;
  if (exprKind.case === 'identExpr' && !names.includes(exprKind.value.name))
    return {
      id,
      says: `There is no ${exprKind.value.name}: a payload is \`body\`, and its headers are \`headers\`.`,
    };
  if (exprKind.case === 'callExpr' && !hasFunction(exprKind.value.function))
    return { id, says: `There is no function ${exprKind.value.function}.` };
  for (const part of partsOf(expr)) {
    const found = unknownIn(
      part.expr,
      hasFunction,
      part.names.length === 0 ? names : [...names, ...part.names],
    );
    if (found !== null) return found;
  }
  return null;
};
