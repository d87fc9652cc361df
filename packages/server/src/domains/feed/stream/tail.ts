import type { Kernel } from '@nightjar/kernel/kernel';
import { standing } from '../memory.ts';
import { changes } from '../projection.ts';
import { isLate } from './late.ts';
import { type Message, messagesOf } from './message.ts';
import type { Ring } from './ring.ts';

type House = Pick<Kernel, 'database' | 'log' | 'projections' | 'logger'>;

export type Told = {
  readonly messages: readonly Message[];
  readonly upTo: number;
  /** Changes of the past were filled in: they are not among the messages. */
  readonly filledIn: boolean;
};

const handled = ['ChangeObserved', 'ObservationWithdrawn'];

/** The messages above `after`, up to `until`: facts from the log, changes as they stand in the model. */
export const messagesBetween = async (
  { database, log, projections }: House,
  after: number,
  until: number,
  limit: number,
): Promise<Told> => {
  const read = await log.read({ after, limit, types: handled });
  const within = read.filter((fact) => fact.pos <= until);
  const filledIn = within.some(isLate);
  const facts = within
    .filter((fact) => !isLate(fact))
    .map(({ pos, org, stream }) => ({ pos, org, id: stream.slice('change:'.length) }));
  const upTo = read.length < limit ? until : Math.min(until, read.at(-1)?.pos ?? until);
  if (facts.length === 0) return { messages: [], upTo, filledIn };
  const ids = [...new Set(facts.map((fact) => fact.id))];
  const found = await standing(database, projections.table(changes, 'state'), ids);
  return { messages: messagesOf(log.epoch, facts, found), upTo, filledIn };
};

export type Tail = {
  readonly start: () => void;
  readonly stop: () => void;
  /** Looks whether there is more, or another log, though nobody said so. */
  readonly look: () => void;
};

type Hearers = {
  readonly more: () => void;
  readonly resetAll: (reason: string) => void;
};

/** Facts read in one go. */
const pageFacts = 500;
/** Further behind than this the tail does not read what it missed: its subscribers are told to read the list again. */
const mostBehind = 20_000;
/** While a gap is filled, everybody is told to read the list again so often. */
const usualFillingMs = 20_000;

/** Follows the model and fills the ring, once a process, only while somebody listens. */
export const tail = (
  house: House,
  ring: Ring,
  hearers: Hearers,
  { fillingMs = usualFillingMs }: { readonly fillingMs?: number } = {},
): Tail => {
  let filling: ReturnType<typeof setTimeout> | undefined;
  let forget: (() => void) | null = null;
  let pumping = false;
  let again = false;
  let epoch = house.log.epoch;

  const tellFilled = (): void => {
    filling ??= setTimeout(() => {
      filling = undefined;
      hearers.resetAll('filled in');
    }, fillingMs).unref();
  };

  const pump = async (): Promise<void> => {
    while (forget !== null) {
      const applied = house.projections.position(changes);
      const head = ring.head();
      if (house.log.epoch !== epoch || applied < head) {
        // Another life of the log: the positions in the ring, and those that subscribers have, may mean other facts now.
        epoch = house.log.epoch;
        ring.begin(applied);
        hearers.resetAll('restored');
        continue;
      }
      if (applied === head) return;
      if (applied - head > mostBehind) ring.begin(applied);
      else {
        const { messages, upTo, filledIn } = await messagesBetween(house, head, applied, pageFacts);
        // Stopped and begun anew in the meantime: what was read belongs to the past.
        if (ring.head() !== head || house.log.epoch !== epoch) continue;
        ring.push(messages, upTo);
        if (filledIn) tellFilled();
      }
      hearers.more();
    }
  };

  const wake = async (): Promise<void> => {
    again = true;
    if (pumping) return;
    pumping = true;
    while (again) {
      again = false;
      try {
        await pump();
      } catch (error) {
        house.logger.warn({ error: String(error) }, 'the stream of changes waits for the database');
      }
    }
    pumping = false;
  };

  return {
    start: () => {
      if (forget !== null) return;
      epoch = house.log.epoch;
      ring.begin(house.projections.position(changes));
      forget = house.projections.onApplied(changes, () => void wake());
      void wake();
    },
    stop: () => {
      forget?.();
      forget = null;
      clearTimeout(filling);
      filling = undefined;
    },
    look: () => {
      if (forget !== null) void wake();
    },
  };
};
