import type { Queryable } from '@nightjar/kernel/database/database';

/** Fewer facts than this are not worth a second round of statements. */
const worthIt = 200;

/** The same transaction for several who ask at once: their statements go one after the other, as the driver wants them. */
const inTurn = (tx: Queryable): Queryable => {
  let last: Promise<unknown> = Promise.resolve();
  const next = <Result>(ask: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(ask);
    last = mine.catch(() => {});
    return mine;
  };
  return {
    many: (statement) => next(() => tx.many(statement)),
    one: (statement) => next(() => tx.one(statement)),
    run: (statement) => next(() => tx.run(statement)),
  };
};

/** What PostgreSQL says of each statement after the one that failed. */
const isAfterwards = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '25P02';

/**
 * Works on items in two halves that have nothing in common, so that while PostgreSQL writes one half the other is folded
 * here: a rebuild then takes the longer of the two times instead of their sum. Ends when both halves have, because the
 * transaction is theirs together; of several errors the first cause is thrown.
 */
export const inHalves = async <Item>(
  tx: Queryable,
  items: readonly Item[],
  isLeft: (item: Item) => boolean,
  work: (tx: Queryable, half: readonly Item[]) => Promise<void>,
): Promise<void> => {
  if (items.length < worthIt) return work(tx, items);
  const shared = inTurn(tx);
  const ended = await Promise.allSettled([
    work(shared, items.filter(isLeft)),
    work(
      shared,
      items.filter((item) => !isLeft(item)),
    ),
  ]);
  const reasons = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  if (reasons.length > 0) throw reasons.find((reason) => !isAfterwards(reason)) ?? reasons[0];
};
