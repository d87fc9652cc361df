import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import { words } from '@nightjar/query/words';
import { inOrder } from './nearness.ts';
import type { SearchPart, SearchWish } from './part.ts';
import type { Found, SearchAnswer, SearchHit } from './wire.ts';

/** Somebody is typing: what has not answered by then is left out, and said to be. */
const patienceMs = 1_500;

const late = Symbol('late');

const within = async <Value>(work: Promise<Value>): Promise<Value> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<typeof late>((resolve) => {
    timer = setTimeout(() => resolve(late), patienceMs);
  });
  try {
    const first = await Promise.race([work, end]);
    if (first === late) throw new Error('It took too long.');
    return first;
  } finally {
    clearTimeout(timer);
  }
};

/** Asks all parts at once. One that fails or is late costs its own hits and nobody else's. */
export const search = async (
  parts: readonly SearchPart[],
  kernel: Kernel,
  caller: Caller,
  { q, limit }: { readonly q: string; readonly limit: number },
): Promise<SearchAnswer> => {
  const text = q.trim();
  const [first, ...more] = words(text);
  if (first === undefined) return { hits: [], missing: [] };
  const wish: SearchWish = { text, words: [first, ...more], limit, now: kernel.clock.now() };
  const missing: Found[] = [];
  const each = await Promise.all(
    parts.map(async ({ of, find }): Promise<SearchHit[]> => {
      try {
        const hits = await within(find(kernel, caller, wish));
        return hits.slice(0, limit).map((hit) => ({ group: of, ...hit }));
      } catch (error) {
        kernel.logger.warn({ error, of }, 'a part of the search gave no answer');
        missing.push(of);
        return [];
      }
    }),
  );
  return { hits: inOrder(each.flat(), text), missing };
};
