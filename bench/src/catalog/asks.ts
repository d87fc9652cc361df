import { type generated, random } from './generated.ts';

/** A question by HTTP: its path. */
export type Ask = (n: number) => string;

type Company = ReturnType<typeof generated>;

const q = (query: string): string => `/api/v1/catalog/entities?limit=50&q=${encodeURIComponent(query)}`;

const pick = <Item>(items: readonly Item[], n: number): Item => items[n % items.length] as Item;

/** One slip of the finger: a letter left out, doubled, replaced, or two swapped; never the first. */
const slipped = (word: string, n: number): string => {
  const at = 1 + (random(n, 3) % Math.max(1, word.length - 2));
  const [before, here, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
  return pick(
    [
      before + after,
      before + here + here + after,
      `${before}x${after}`,
      before + after.charAt(0) + here + after.slice(1),
    ],
    random(n, 4),
  );
};

/** What people ask, each drawn from names that there are; the n-th is the same in every run. */
export const asks = ({ count, names }: Company, then: string) => {
  const service = (n: number): string => names.service(random(n, 1) % count.service);
  const team = (n: number): string => names.team(random(n, 2) % count.team);
  const word = (n: number): string => pick(service(n).split('-'), random(n, 5));
  const filtered: Ask = (n) =>
    q(
      pick(
        [
          `owner:${team(n)}`,
          `tier:0 owner:${team(n)} kind:service`,
          'tier:0 lang:go',
          'kind:api lifecycle:deprecated',
          'tag:pci kind:service tier:<=1',
          '-owner:* kind:service',
          `system:${names.system(random(n, 6) % count.system)}`,
          'lang:elixir lifecycle:experimental',
          'kind:resource',
          `name:${word(n).slice(0, 4)}* kind:api`,
        ],
        n,
      ),
    );
  const prefix: Ask = (n) => q(service(n).slice(0, 1 + (n % 9)));
  const typo: Ask = (n) => {
    const words = service(n)
      .split('-')
      .filter((it) => it.length > 4);
    return q(slipped(words.length === 0 ? service(n) : pick(words, random(n, 7)), n));
  };
  const inside: Ask = (n) => {
    const name = service(n);
    const from = 1 + (random(n, 8) % Math.max(1, name.length - 6));
    return q(name.slice(from, from + 5).replace(/^-|-$/g, ''));
  };
  const words: Ask = (n) => q(`${word(n)} ${word(n + 1)}`);
  const past: Ask = (n) => `${pick([filtered, prefix, typo], n)(n)}&at=${then}`;
  const page: Ask = (n) => `/api/v1/catalog/entities/${encodeURIComponent(`service:${service(n)}`)}`;
  const nudges: Ask = (n) =>
    `/api/v1/catalog/nudges?limit=50&q=${encodeURIComponent(pick(['', 'tier:0', `owner:${team(n)}`, 'kind:api'], n))}`;
  return { filtered, page, prefix, typo, inside, words, past, nudges };
};
