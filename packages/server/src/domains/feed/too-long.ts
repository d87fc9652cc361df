import { refuse } from './refusals.ts';

/** PostgreSQL's code for a statement that was ended by its timeout (57014, query_canceled). */
const tookTooLong = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '57014';

/** Refuses as `feed.too-broad` what PostgreSQL has ended because it took too long. */
export const inTime = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw tookTooLong(error) ? refuse('feed.too-broad', { retryAfterSeconds: 60 }) : error;
  }
};
