import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Refusal } from '@nightjar/kernel/refusal';
import { type PatientAppend, patiently } from '../../change/patience.ts';
import { linesOf, type NumberedLine, parsedLine } from './ndjson.ts';
import { hashOf, type Item, type Outcome, record, refusedAs } from './record.ts';
import { refuse } from './refusals.ts';
import type { RecordedLines, RecordedReport } from './wire.ts';

/** Lines that are recorded at once; while one chunk is on its way the next is read, and no more. */
const chunkLines = 500;
const firstRefusals = 20;
const fewResults = 100;
const mostResults = 10_000;

type Options = { readonly key: string | undefined; readonly allResults: boolean };
type House = Pick<Kernel, 'log' | 'clock'>;

const recordChunk = async (
  house: House,
  append: PatientAppend,
  caller: Caller,
  lines: readonly NumberedLine[],
  key: string | undefined,
): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  const items: Item[] = [];
  const places: number[] = [];
  for (const [place, { number, bytes }] of lines.entries()) {
    const parsed = bytes === null ? undefined : parsedLine(bytes);
    if (parsed === undefined || bytes === null) {
      outcomes[place] = refusedAs(refuse(bytes === null ? 'feed.line-too-long' : 'feed.not-json'));
      continue;
    }
    // Each line has a key of its own: the hash of a stream is only known when its first lines are long recorded.
    const once = { key: `${key}#line${number}`, hash: hashOf(bytes.toString('latin1')) };
    items.push({ ...parsed, pointer: '', ...(key === undefined ? {} : { once }) });
    places.push(place);
  }
  const recorded = await record(house, append, caller, items);
  for (const [index, outcome] of recorded.entries()) outcomes[places[index] ?? 0] = outcome;
  return outcomes;
};

/** A connection that breaks is the sender's; what was recorded until then stays. */
async function* whole<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  try {
    yield* items;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET')
      throw refuse('feed.cut-short');
    throw error;
  }
}

/** Records a stream of lines (NDJSON) as it comes, in bounded memory: reading waits while two chunks are on their way. */
export const recordLines = async (
  house: House,
  caller: Caller,
  stream: AsyncIterable<Buffer>,
  { key, allResults }: Options,
): Promise<RecordedLines> => {
  const sums = { position: 0, recorded: 0, duplicates: 0, refused: 0 };
  const refusals: RecordedLines['refusals'] = [];
  const results: RecordedReport[] = [];
  const keep = allResults ? mostResults : fewResults;
  const append = patiently(house.log);
  let byLog: Refusal | undefined;
  let lines = 0;

  const finish = async (chunk: readonly NumberedLine[], outcomes: Promise<Outcome[]>): Promise<void> => {
    for (const [index, { position, result, byLog: refusal }] of (await outcomes).entries()) {
      byLog ??= refusal;
      sums.position = Math.max(sums.position, position);
      if (result.status === 'recorded') sums.recorded += 1;
      else if (result.status === 'duplicate') sums.duplicates += 1;
      else sums.refused += 1;
      if (result.refusal !== null && refusals.length < firstRefusals)
        refusals.push({ line: chunk[index]?.number ?? 0, refusal: result.refusal });
      if (results.length < keep) results.push(result);
    }
  };

  let chunk: NumberedLine[] = [];
  let under: Promise<void> = Promise.resolve();
  const send = async (): Promise<void> => {
    const sent = chunk;
    chunk = [];
    const recording = recordChunk(house, append, caller, sent, key);
    const before = under;
    // Settled in order, so that the first refusals are those of the first lines.
    under = before.then(() => finish(sent, recording));
    under.catch(() => {});
    recording.catch(() => {});
    await before;
  };
  for await (const line of whole(linesOf(stream))) {
    lines += 1;
    chunk.push(line);
    if (chunk.length === chunkLines) await send();
  }
  await send();
  await under;
  if (byLog !== undefined && sums.recorded + sums.duplicates === 0) throw byLog;
  return { ...sums, refusals, results: lines <= keep ? results : null };
};
