import { GarbledError, ProblemError, unreachable } from './failure.ts';
import type { Line } from './line.ts';

export type LinesOptions = { readonly signal?: AbortSignal | undefined };

/** A line longer than this is no answer of Nightjar's. */
const longest = 64 * 1024 * 1024;

/**
 * An answer of lines of JSON (application/x-ndjson), one after another as they come: it may be larger than memory. Fails as other calls
 * do, also in the middle.
 */
export async function* linesOver<T>(
  line: Line,
  ask: Pick<Parameters<Line['open']>[0], 'path' | 'query'>,
  { signal }: LinesOptions = {},
): AsyncGenerator<T, void, undefined> {
  const parsed = (text: string): T => {
    try {
      return JSON.parse(text) as T;
    } catch {
      throw new GarbledError(line.url, 'a line of it is not JSON');
    }
  };
  try {
    const answer = await line.open({ ...ask, signal });
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of answer.body ?? []) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > longest) throw new GarbledError(line.url, 'a line of it does not end');
      for (const text of lines) if (text !== '') yield parsed(text);
    }
    if (rest !== '') yield parsed(rest);
  } catch (error) {
    if (error instanceof ProblemError || error instanceof GarbledError) throw error;
    if (signal?.aborted) throw signal.reason;
    throw unreachable(line.url, error);
  }
}
