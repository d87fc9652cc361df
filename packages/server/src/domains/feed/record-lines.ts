import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import { Refusal } from '@nightjar/kernel/refusal';
import { linesOf, type NumberedLine, parsedLine } from './ndjson.ts';
import { hashOf, type Item, type Outcome, record, refusedAs } from './record.ts';
import { refuse } from './refusals.ts';
import type { RecordedLines, RecordedReport } from './wire.ts';

/** Lines that are recorded at once; while one chunk is on its way the next is read, and no more. */
const chunkLines = 500;
const firstRefusals = 20;
const fewResults = 100;
const mostResults = 10_000;
/** How long a full log is waited for before the rest of the stream is refused. */
const patienceMs = 10_000;

type Options = { readonly key: string | undefined; readonly allResults: boolean };
type House = Pick<Kernel, 'log' | 'clock'>;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A stream cannot be sent again as easily as a request: where the log is full, wait for it. */
const patiently = async (work: () => Promise<Outcome[]>): Promise<Outcome[]> => {
  const began = performance.now();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const full = error instanceof Refusal && error.code === 'log.busy';
      if (!full || performance.now() - began > patienceMs) throw error;
      await pause(50 + Math.random() * 200);
    }
  }
};

const recordChunk = async (
  house: House,
  caller: Caller,
  lines: readonly NumberedLine[],
  key: string | undefined,
): Promise<Outcome[]> => {
  const outcomes: (Outcome | undefined)[] = [];
  const items: (Item & { readonly place: number; readonly line: NumberedLine })[] = [];
  for (const [place, line] of lines.entries()) {
    const parsed = line.bytes === null ? undefined : parsedLine(line.bytes);
    if (parsed !== undefined) items.push({ ...parsed, pointer: '', place, line });
    else outcomes[place] = refusedAs(refuse(line.bytes === null ? 'feed.line-too-long' : 'feed.not-json'));
  }
  if (key === undefined) {
    const recorded = await patiently(() => record(house, caller, items));
    for (const [index, outcome] of recorded.entries()) outcomes[items[index]?.place ?? 0] = outcome;
  } else {
    // Each line has a key of its own: the hash of a stream is only known when its first lines are long recorded.
    const one = async ({ line, place, ...item }: (typeof items)[number]): Promise<void> => {
      const once = { key: `${key}#line${line.number}`, hash: hashOf(line.bytes?.toString('latin1') ?? '') };
      [outcomes[place]] = await patiently(() => record(house, caller, [item], once)).catch((error) => {
        if (error instanceof Refusal && error.code === 'feed.key-reused') return [refusedAs(error)];
        throw error;
      });
    };
    await Promise.all(items.map(one));
  }
  return outcomes.filter((outcome) => outcome !== undefined);
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
  let lines = 0;

  const finish = async (chunk: readonly NumberedLine[], outcomes: Promise<Outcome[]>): Promise<void> => {
    for (const [index, { position, result }] of (await outcomes).entries()) {
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
    const recording = recordChunk(house, caller, sent, key);
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
  return { ...sums, refusals, results: lines <= keep ? results : null };
};
