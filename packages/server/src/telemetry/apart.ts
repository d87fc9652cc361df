import { stateOf } from '@nightjar/kernel/database/trouble';

/**
 * Whether the database refuses what it was given rather than being in trouble itself: data that does not fit (class 22), a
 * constraint (23), a value that is too large (54). The same again fares no better.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const isRefused = (error: unknown): boolean =>
  error instanceof Error && /^(?:22|23|54)/.test(stateOf(error) ?? '');

/**
 * Does the work with all items together. Where the database refuses them, with each half by itself, down to those that it
 * refuses alone: one among a thousand costs twenty tries more, and stops no other. Other errors are thrown as they come.
 */
export const apart = async <Item>(
  items: readonly Item[],
  work: (part: readonly Item[]) => Promise<void>,
  refused: (item: Item, error: unknown) => void,
): Promise<void> => {
  try {
    await work(items);
  } catch (error) {
    const [first] = items;
    if (first === undefined || !isRefused(error)) throw error;
    if (items.length === 1) return refused(first, error);
    const middle = items.length >> 1;
    await apart(items.slice(0, middle), work, refused);
    await apart(items.slice(middle), work, refused);
  }
};
