import { environments, kinds, marks, picked, services, word } from './generated.ts';

/** The n-th query of its sort. */
export type Ask = (n: number) => string;

const at = <Item>(items: readonly Item[], n: number): Item =>
  items[((n % items.length) + items.length) % items.length] as Item;

/** As they are asked: great services more often than small ones. */
const names: Ask = (n) =>
  `service:${picked.service(n)} env:${at(environments, n)} kind:${at(kinds, Math.floor(n / environments.length))}`;

/** Words of one in ten to one in a thousand, and the forty most frequent of the rest. */
const common: Ask = (n) => (n % 2 === 0 ? at(marks, n / 2).word : word(Math.abs(n) % 40));

const rare: Ask = (n) => at([() => 'handful', () => `never${n}`, () => word(12_000 + 37 * Math.abs(n))], n)();

const mixed: Ask = (n) => {
  const service = picked.service(n);
  return at(
    [
      `service:${service} ${word(Math.abs(n) % 200)}`,
      `service:${service} tenth`,
      `service:${service} thousandth`,
      'gamma delta',
      'gamma tenth',
      'tenth fiftieth',
      '-kind:deploy',
      `service:${service},${picked.service(n + 1)},${at(services, n)}`,
      'kind:certificate env:sandbox status:failed',
      `version:v${Math.abs(n)}`,
      `actor:person-${Math.abs(n) % 500} env:prod`,
      `"${word(0)} ${word(1)}"`,
      `-env:prod after:2025-06-01 ${word(Math.abs(n) % 100)}`,
    ],
    n,
  );
};

export const asks: readonly (readonly [figure: string, name: string, ask: Ask])[] = [
  ['namesP99Ms', 'service, environment and kind', names],
  ['commonWordsP99Ms', 'common words', common],
  ['rareWordsP99Ms', 'rare words and words nobody wrote', rare],
  ['mixedP99Ms', 'mixtures: OR, negations, words that never meet', mixed],
];
