import type { Queryable } from '../database/database.ts';
import type { Recorded } from '../fact.ts';
import { readWindow } from '../log/read.ts';

/** Positions read and applied in one transaction, at most. */
export const windowSize = 2000;
/** What their facts may weigh; the window ends with the fact that reaches it. */
const windowBytes = 16 * 2 ** 20;

/** The facts of some types at positions (after, upTo], and where the log ended when they were read. */
export type Window = {
  readonly after: number;
  readonly upTo: number;
  readonly head: number;
  readonly facts: readonly Recorded[];
};

/**
 * Reads a window, in one round trip. Outside the applying transaction, so that one is read while another is applied; but who needs it
 * before going on reads it within: a connection that is waited for while another is held may never come.
 */
export const fetchWindow = async (
  database: Queryable,
  types: readonly string[],
  after: number,
): Promise<Window> => ({
  after,
  ...(await readWindow(database, { after, size: windowSize, bytes: windowBytes, types })),
});
