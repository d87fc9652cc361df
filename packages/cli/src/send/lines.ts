import { newIdempotencyKey } from '@nightjar/sdk/changes';
import type { Client } from '@nightjar/sdk/connect';
import type { RefusedReport, Report } from '@nightjar/sdk/wire';
import { exit, Failure } from '../failure.ts';

export type LinesSent = {
  readonly position: number | null;
  readonly recorded: number;
  readonly duplicate: number;
  readonly refused: readonly { readonly line: number; readonly refusal: RefusedReport | null }[];
};

/** Reports in one request: some 250 kB of usual ones, far below the server's limit on a body. */
const batchSize = 500;

type Numbered = { readonly line: number; readonly report: Report };

const parse = (text: string, line: number): Numbered => {
  try {
    const report: unknown = JSON.parse(text);
    if (typeof report === 'object' && report !== null && !Array.isArray(report)) return { line, report };
  } catch {
    // Said below, with the line.
  }
  const next = 'One JSON object a line (NDJSON); lines before this one may have been sent already.';
  throw new Failure(exit.usage, `Line ${line} is not a JSON object.`, next);
};

async function* batches(lines: AsyncIterable<string>): AsyncGenerator<Numbered[]> {
  let batch: Numbered[] = [];
  let line = 0;
  for await (const text of lines) {
    line++;
    if (text.trim() === '') continue;
    batch.push(parse(text, line));
    if (batch.length === batchSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/**
 * Sends NDJSON, a batch at a time. With a key of the caller's, sending the same file again records nothing twice;
 * without one, every run is its own: the same line twice may be two changes.
 */
export const sendLines = async (
  client: Client,
  lines: AsyncIterable<string>,
  key: string = newIdempotencyKey(),
): Promise<LinesSent> => {
  const refused: { line: number; refusal: RefusedReport | null }[] = [];
  let [position, recorded, duplicate, batchNumber]: [number | null, number, number, number] = [null, 0, 0, 0];
  for await (const batch of batches(lines)) {
    const idempotencyKey = `${key}-${batchNumber++}`;
    const sent = await client.changes.send(
      batch.map(({ report }) => report),
      { idempotencyKey },
    );
    position = sent.position;
    for (const [index, { status, refusal }] of sent.results.entries()) {
      if (status === 'recorded') recorded++;
      if (status === 'duplicate') duplicate++;
      if (status === 'refused') refused.push({ line: batch[index]?.line ?? 0, refusal });
    }
  }
  return { position, recorded, duplicate, refused };
};
