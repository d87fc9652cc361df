import { sql } from '@nightjar/kernel/database/sql';
import { stateOf } from '@nightjar/kernel/decide';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { NewTask } from '@nightjar/kernel/tasks/task';
import { inDigest, type Pace, type Telling, telling } from './decide.ts';
import { type TellingFact, tellingStream } from './events.ts';
import { org } from './parts.ts';

export const tellTopic = 'notifications.tell';

export type Tell = {
  readonly place: string;
  readonly diagnosis: string;
  readonly round: number;
  /** When it was to be told, in milliseconds since 1970. */
  readonly since: number;
  /** When the page was first heard of, in milliseconds since 1970; absent where nobody can tell. */
  readonly heard?: number;
  /** Something else than the round has changed: it is said anew also where the round was told. */
  readonly anew?: true;
};

/** One at a time into a place, however many processes there are. */
const exclusiveOf = (place: string): string => `notifications ${place}`;

/** Enough for an hour of a vendor that does not answer; after that it is no news, and that is recorded. */
const maxAttempts = 1000;

/** `why` tells this telling of the diagnosis from others: its round, or a press of a button. First words go before changed ones. */
export const tellTask = (it: Tell, why: string, runAt?: Date): NewTask => ({
  topic: tellTopic,
  org,
  payload: it,
  priority: it.round <= 1 ? 40 : 50,
  exclusive: exclusiveOf(it.place),
  unique: `${it.place} ${it.diagnosis} ${why}`,
  maxAttempts,
  ...(runAt === undefined ? {} : { runAt }),
});

export const tellingOf = async (
  kernel: Pick<Kernel, 'log'>,
  place: string,
  diagnosis: string,
): Promise<Telling> =>
  stateOf<Telling, TellingFact>(telling, await kernel.log.stream(org, tellingStream(place, diagnosis)));

/** Whether a digest has told of it meanwhile, round and all: of many that were told together all but one come to this. */
export const isToldInDigest = async (
  kernel: Pick<Kernel, 'log'>,
  { place, diagnosis, round, anew }: Tell,
): Promise<boolean> => {
  const stood = await tellingOf(kernel, place, diagnosis);
  return anew !== true && stood.is === 'told' && stood.digest && stood.round >= round;
};

/** More are told in the next message. */
const mostLooked = 60;

/** Diagnoses that wait to be told in a place for the first time, in their order, besides `own`; none where each can be told by itself. */
export const untoldAt = async (
  kernel: Pick<Kernel, 'log' | 'database'>,
  place: string,
  own: string,
  pace: Pace,
): Promise<readonly Tell[]> => {
  const rows = await kernel.database.many<{ payload: Tell }>(sql`
    select payload from nightjar.task
    where topic = ${tellTopic} and state = 'ready' and org = ${org} and exclusive = ${exclusiveOf(place)}
    order by topic, priority, seq limit ${mostLooked}`);
  const others = new Map(rows.map(({ payload }) => [payload.diagnosis, payload]));
  others.delete(own);
  const together = (all: Iterable<Tell>) =>
    inDigest(
      [...all].map(({ heard, since }) => heard ?? since),
      pace,
    );
  if (!together(others.values())) return [];
  const stand = await Promise.all(
    [...others.values()].map(async (it) => ({ it, ...(await tellingOf(kernel, place, it.diagnosis)) })),
  );
  const untold = stand.filter(({ is }) => is === 'untold').map(({ it }) => it);
  return together(untold) ? untold : [];
};
