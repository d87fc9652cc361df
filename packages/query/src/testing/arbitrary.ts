import fc from 'fast-check';
import { type Ast, and, not, or } from '../ast.ts';
import { fold } from '../fold.ts';
import { parse } from '../parse.ts';
import { type Row, rows } from './example.ts';

/** Texts that broke something somewhere: case that changes length, wildcards, quotes, operators, scripts without spaces. */
const nasty = [
  '',
  ' ',
  'a',
  'A b',
  'checkout-api',
  'Checkout',
  'checkout',
  'api',
  'acme/checkout-api',
  'heckout-ap',
  'v1.2.3-rc1',
  'v1.2.3',
  'İstanbul',
  'istanbul',
  'i̇stanbul',
  'ß',
  'SS',
  'ẞ',
  'K',
  'k',
  'À',
  'à',
  'é',
  'e\u0301',
  'ΟΔΟΣ',
  'ΟΔΟΣ.Α',
  'ǅ',
  'ﬁx',
  'ﷺ',
  '100%',
  '100x',
  '%',
  '_',
  'a_b',
  'axb',
  'a\\b',
  '\\',
  'a\\',
  "o'neil",
  "''",
  'say "hi"',
  'a:b',
  'a&b',
  'a|b',
  '!a',
  '(a)',
  'a,b',
  '{a}',
  '{}',
  'null',
  'or',
  'And',
  'not',
  'NULL',
  'a\nb',
  'a  b',
  'a\u00a0b',
  '-a',
  '>a',
  'pay*',
  'payments',
  'pay',
  '😀',
  '😀 deploy',
  'x😀y',
  'שלום עולם',
  'مرحبا',
  '\u200fa',
  '超时了',
  '时了',
  'हिन्दी',
  'x'.repeat(70),
  `${'y'.repeat(63)}-z`,
  '١٢٣',
  '\ufffd',
];

const anyText = fc
  .oneof(
    { weight: 6, arbitrary: fc.constantFrom(...nasty) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...nasty), fc.constantFrom(...nasty)).map((two) => two.join(' ')),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  )
  .filter((value) => !value.includes('\0'));

const start = Date.UTC(2026, 0, 1);
const hour = 3_600_000;
export const now = new Date(start + 24 * hour);
const missing = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(value, { freq: 4 });

/** Often exactly on an edge of what is asked below. */
const at = fc.oneof(
  fc
    .tuple(fc.constantFrom(-1, 0, 1), fc.constantFrom(0, 12, 22, 24, 48))
    .map(([off, hours]) => new Date(start + hours * hour + off)),
  fc.integer({ min: -2, max: 2 * 24 * 60 }).map((minutes) => new Date(start + minutes * 60_000)),
);

const row = (text: fc.Arbitrary<string>): fc.Arbitrary<Row> =>
  fc.record({
    actor: missing(text),
    kind: missing(fc.constantFrom('deploy', 'flag', 'config')),
    // The column holds folded names, as a registry demands; the database's own folding is tried through the actor.
    services: missing(fc.array(text.map(fold), { maxLength: 3 })),
    at: missing(at),
    size: missing(fc.constantFrom(-1, 0, 1, 1.5, 2, 250, 1e9)),
    title: missing(text),
  });

const operator = fc.constantFrom('', '>', '>=', '<', '<=');
const size = fc.constantFrom('-1', '0', '1', '1.50', '2', '007', '250');
const moment = fc.constantFrom(
  'now',
  '-2h',
  '-30m',
  '+1d',
  '-1w',
  '2026-01-01',
  '2026-01-02',
  '2026-01-01T12:00',
  '2026-01-01T12:00:30Z',
  '2026-01-01T12:00:00.000+02:00',
);

/** What people write for one term. */
const written = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => {
  const bare = text.map((word) => word.replace(/[\s()":]+/g, '') || 'a');
  const quoted = text.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`);
  const value = fc.tuple(quoted, fc.constantFrom('', '', '*')).map((two) => two.join(''));
  const values = fc.array(value, { minLength: 1, maxLength: 3 }).map((several) => several.join(','));
  const pair = (left: fc.Arbitrary<string>, right: fc.Arbitrary<string>, between = '') =>
    fc.tuple(left, right).map((two) => two.join(between));
  return fc.oneof(
    fc.oneof(
      bare,
      quoted,
      bare.map((word) => `${word}*`),
    ),
    pair(fc.constantFrom('service', 'svc', 'actor', 'title'), values, ':'),
    fc.oneof(
      fc.constantFrom('service:*', 'kind:*', 'actor:*', 'at:*', 'size:*', 'title:*'),
      fc.constantFrom('kind:deploy', 'kind:flag,config', 'kind:DEPLOY', 'kind:d*'),
      pair(fc.constant('size:'), pair(operator, size)),
    ),
    fc.oneof(
      pair(fc.constant('at:'), pair(operator, moment)),
      pair(fc.constantFrom('after', 'before'), moment, ':'),
    ),
  );
};

const astOver = (text: fc.Arbitrary<string>): fc.Arbitrary<Ast> => {
  // What the parser refuses (a lone `%`, say) is left out.
  const term = written(text)
    .map((query) => parse(query, rows))
    .filter((parsed) => parsed.ok)
    .map((parsed) => parsed.ast);
  return fc.letrec<{ ast: Ast }>((tie) => ({
    ast: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 3, arbitrary: term },
      { weight: 1, arbitrary: fc.array(tie('ast'), { minLength: 1, maxLength: 3 }).map(and) },
      { weight: 1, arbitrary: fc.array(tie('ast'), { minLength: 1, maxLength: 3 }).map(or) },
      { weight: 1, arbitrary: tie('ast').map(not) },
    ),
  })).ast;
};

export const ast: fc.Arbitrary<Ast> = astOver(anyText);

/** Rows, and queries that speak of the same few texts: over all texts at once they would hardly ever meet. */
export const world: fc.Arbitrary<{ items: Row[]; queries: Ast[] }> = fc
  .array(anyText, { minLength: 3, maxLength: 6 })
  .chain((texts) => {
    const text = fc.constantFrom(...texts);
    return fc.record({
      items: fc.array(row(text), { minLength: 10, maxLength: 25 }),
      queries: fc.array(astOver(text), { minLength: 10, maxLength: 20 }),
    });
  });
