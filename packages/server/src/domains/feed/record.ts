import { createHash, randomUUID } from 'node:crypto';
import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Append, Appended } from '@nightjar/kernel/log/log';
import { Refusal } from '@nightjar/kernel/refusal';
import { changeId, changeStream } from '../../change/identity.ts';
import { normalise } from '../../change/normalise.ts';
import type { Observation, Reported } from '../../change/observation.ts';
import type { ChangeObserved } from './events.ts';
import { refuse } from './refusals.ts';
import type { RecordedReport } from './wire.ts';

/** What a sender reports, and where in its request it stands, for the pointer of a refusal. */
export type Item = { readonly value: unknown; readonly pointer: string };

/** What makes a repetition of a request harmless: the sender's key, and a hash of what it sent. */
export type Once = { readonly key: string; readonly hash: string };

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

export type Outcome = { readonly position: number; readonly result: RecordedReport };

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

/**
 * Records reports, each for itself: a refused one leaves the others alone. The first with a key goes ahead alone, so that a key
 * that was used for another body is noticed before anything is recorded. Rejects with `log.busy`, `log.unavailable` or
 * `feed.key-reused`.
 */
export const record = async (
  kernel: Pick<Kernel, 'log' | 'clock'>,
  caller: Caller,
  items: readonly Item[],
  once?: Once,
): Promise<Outcome[]> => {
  const receivedAt = kernel.clock.now();
  let gateKept = false;
  const prepared = items.map((item, index): Prepared => {
    if (once === undefined) return prepare(caller, item, receivedAt, undefined);
    const source = `idempotency-key:${caller.subject}`;
    const nth = { source, key: gateKept ? `${once.key}#${index}` : once.key, hash: once.hash };
    const made = prepare(caller, item, receivedAt, nth);
    if ('command' in made) gateKept = true;
    return made;
  });
  const append = async (it: Prepared): Promise<Outcome> => {
    if ('refused' in it) return refusedAs(it.refused);
    try {
      return outcomeOf(it.id, await kernel.log.append(it.command));
    } catch (error) {
      // What lies in this report alone is this report's refusal; what befell the log befell the request.
      if (error instanceof Refusal && error.entry.kind === 'invalid') return refusedAs(error);
      throw error;
    }
  };
  if (once === undefined) return settled(prepared.map(append));
  const gate = prepared.findIndex((it) => 'command' in it);
  const ahead = prepared[gate] === undefined ? null : await append(prepared[gate]);
  if (ahead?.result.refusal?.code === 'feed.key-reused') throw refuse('feed.key-reused');
  return settled(prepared.map(async (it, index) => (index === gate && ahead !== null ? ahead : append(it))));
};

/** Waits for all before it rejects, so that no append is left running behind an answer. */
const settled = async <Value>(all: readonly Promise<Value>[]): Promise<Value[]> => {
  await Promise.allSettled(all);
  return Promise.all(all);
};
