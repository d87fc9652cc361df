import { createHash, randomUUID } from 'node:crypto';
import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Append, Appended } from '@nightjar/kernel/log/log';
import { Refusal } from '@nightjar/kernel/refusal';
import { changeId, changeStream } from '../../change/identity.ts';
import { normalise } from '../../change/normalise.ts';
import type { Observation, Reported } from '../../change/observation.ts';
import type { PatientAppend } from '../../change/patience.ts';
import type { ChangeObserved } from './events.ts';
import { refuse } from './refusals.ts';
import type { RecordedReport } from './wire.ts';

/** What a sender reports, and where in its request it stands, for the pointer of a refusal. */
export type Item = { readonly value: unknown; readonly pointer: string; readonly once?: Once };

/** What makes a repetition of a request harmless: the sender's key, and a hash of what it sent. */
export type Once = { readonly key: string; readonly hash: string };

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

export type Outcome = {
  readonly position: number;
  readonly result: RecordedReport;
  /** Where it was the log that refused, and not this report that was at fault. */
  readonly byLog?: Refusal;
};

type Ready = { readonly item: Item; readonly id: string; readonly command: Append };
type Prepared = Ready | { readonly refused: Refusal };

/** Nightjar's own name for senders that give none. */
const unnamed = 'api';

const ready = (caller: Caller, item: Item, observation: Observation, once: Append['once']): Ready => {
  const id = changeId(caller.org, observation.source, observation.key);
  const fact: ChangeObserved = { type: 'ChangeObserved', data: { observation }, at: observation.at };
  const command = { org: caller.org, stream: changeStream(id), facts: [fact], actor: caller.subject };
  return { item, id, command: once === undefined ? command : { ...command, once } };
};

const prepare = (caller: Caller, item: Item, receivedAt: Date, once: Append['once']): Prepared => {
  // With an Idempotency-Key a repetition must name the same change, so its key is derived; else each report is its own.
  const key = () => (once === undefined ? randomUUID() : `once:${hashOf(`${once.source}\0${once.key}`)}`);
  const made = normalise(item.value as Reported, { source: unnamed, receivedAt, key });
  if (made.ok) return ready(caller, item, made.observation, once);
  const { pointer, message } = made;
  return { refused: refuse('feed.not-a-change', { detail: message, pointer: item.pointer + pointer }) };
};

const outcomeOf = (id: string, appended: Appended): Outcome => {
  switch (appended.status) {
    case 'ok':
      return { position: appended.lastPos, result: { status: 'recorded', change: id, refusal: null } };
    case 'duplicate':
      return { position: appended.lastPos, result: { status: 'duplicate', change: id, refusal: null } };
    case 'mismatch':
      return refusedAs(refuse('feed.key-reused'));
    case 'conflict':
      throw new Error('An observation asks for no version, so it cannot conflict.');
  }
};

export const refusedAs = ({ code, message, where, entry }: Refusal): Outcome => ({
  position: 0,
  result: {
    status: 'refused',
    change: null,
    refusal: { code, detail: message, pointer: where.pointer ?? null, next: entry.next },
  },
});

/** Where nothing of a request was recorded, the log's refusal is the answer to all of it. */
export const notInVain = (outcomes: readonly Outcome[]): void => {
  const byLog = outcomes.find((outcome) => outcome.byLog !== undefined)?.byLog;
  if (byLog !== undefined && outcomes.every(({ result }) => result.status === 'refused')) throw byLog;
};

/** Reports that are made ready and under way at once: enough for a group commit, too few to fill the log's queue. */
const slice = 500;

const turn = (): Promise<void> => new Promise(setImmediate);

const recordOne = async (append: PatientAppend, it: Prepared): Promise<Outcome> => {
  if ('refused' in it) return refusedAs(it.refused);
  try {
    return outcomeOf(it.id, await append(it.command));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.entry.kind === 'invalid' ? refusedAs(error) : { ...refusedAs(error), byLog: error };
  }
};

/**
 * Records reports, each for itself: one that is refused, by us or by the log, leaves the others alone. With `once` the first that
 * is a change goes ahead alone, so that a key that was used for another body is noticed before anything is recorded: then
 * it rejects with `feed.key-reused`.
 */
export const record = async (
  { clock }: Pick<Kernel, 'clock'>,
  append: PatientAppend,
  caller: Caller,
  items: readonly Item[],
  once?: Once,
): Promise<Outcome[]> => {
  const receivedAt = clock.now();
  const source = `idempotency-key:${caller.subject}`;
  const outcomes: Outcome[] = [];
  let gateKept = once === undefined;
  for (let from = 0; from < items.length; from += slice) {
    // Others have their turn between two slices: 21 MiB of reports made ready in one go stopped the house for 18 s.
    if (from > 0) await turn();
    const under: Promise<Outcome>[] = [];
    for (const [nth, item] of items.slice(from, from + slice).entries()) {
      const key = gateKept ? `${once?.key}#${from + nth}` : once?.key;
      const own = once === undefined || key === undefined ? item.once : { key, hash: once.hash };
      const prepared = prepare(caller, item, receivedAt, own && { source, ...own });
      const outcome = recordOne(append, prepared);
      under.push(outcome);
      if (gateKept || 'refused' in prepared) continue;
      gateKept = true;
      const { result, byLog } = await outcome;
      if (byLog !== undefined) throw byLog;
      if (result.refusal?.code === 'feed.key-reused') throw refuse('feed.key-reused');
    }
    outcomes.push(...(await settled(under)));
  }
  return outcomes;
};

/** Waits for all before it rejects, so that no append is left running behind an answer. */
const settled = async <Value>(all: readonly Promise<Value>[]): Promise<Value[]> => {
  await Promise.allSettled(all);
  return Promise.all(all);
};
