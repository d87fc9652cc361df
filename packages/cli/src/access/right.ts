import type { Right } from '@nightjar/sdk/wire';
import { exit, Failure } from '../failure.ts';

const known: readonly Right[] = ['ingest', 'read', 'admin'];

/** One `--right` more. */
export const rightFrom = (given: string, before: readonly Right[] = []): readonly Right[] => {
  const right = known.find((one) => one === given);
  if (right !== undefined) return [...before, right];
  throw new Failure(
    exit.usage,
    `--right ${JSON.stringify(given)} is not known.`,
    `One of: ${known.join(', ')}.`,
  );
};
