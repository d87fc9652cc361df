import type { Client } from '@nightjar/sdk/connect';
import { ProblemError } from '@nightjar/sdk/failure';
import type { Spool } from './spool.ts';

export type Drained = { readonly sent: number; readonly refused: number; readonly left: number };

/** The server has read it and will never want it. Its busy times and a wrong token are not that. */
export const isFinal = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && [400, 404, 409, 413, 415, 422].includes(error.status);

/** Sends what waited, oldest first, until it is done, called off, or nobody answers. */
export const drain = async (
  spool: Spool,
  client: Client,
  url: string,
  signal: AbortSignal,
): Promise<Drained> => {
  const waiting = await spool.waiting(url);
  let [sent, refused] = [0, 0];
  for (const { file, reports, idempotencyKey } of waiting) {
    try {
      await client.changes.send(reports, { idempotencyKey, signal });
      sent++;
    } catch (error) {
      if (!isFinal(error)) break;
      refused++;
    }
    await spool.forget(file);
  }
  return { sent, refused, left: waiting.length - sent - refused };
};
