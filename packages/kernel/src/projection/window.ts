import type { Database } from '../database/database.ts';
import type { Recorded } from '../fact.ts';
import { readWindow } from '../log/read.ts';
import { typesOf } from './apply.ts';
import type { Build } from './build.ts';

/** Positions read and applied in one transaction. */
export const windowSize = 2000;

/** The facts of a model's types at positions (after, upTo], and where the log ended when they were read. */
export type Window = {
  readonly after: number;
  readonly upTo: number;
  readonly head: number;
  readonly facts: readonly Recorded[];
};

/** Reads a window, in one round trip. Outside the applying transaction, so that one is read while another is applied. */
export const fetchWindow = async (database: Database, build: Build, after: number): Promise<Window> => {
  const { head, facts } = await readWindow(database, {
    after,
    size: windowSize,
    types: typesOf(build.projection),
  });
  return { after, upTo: Math.min(head, after + windowSize), head, facts };
};
