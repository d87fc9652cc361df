import type { Clock } from '@nightjar/kernel/clock';
import type { Kernel } from '@nightjar/kernel/kernel';
import {
  type Person,
  personDecider,
  type Session,
  sessionDecider,
  type Token,
  tokenDecider,
} from './decide.ts';
import type { PersonFact, SessionFact, TokenFact } from './events.ts';
import { type LiveStates, liveStates } from './live-states.ts';
import { people, tokens } from './projection.ts';
import { peopleChangedAfter, sessionsChangedAfter, tokensChangedAfter } from './queries.ts';

export type AccessSettings = {
  /** NIGHTJAR_BOOTSTRAP_TOKEN: an admin token for automation, at least 16 characters; kept as a hash only. */
  readonly bootstrapToken: string | null;
  /** The address that people use, where a proxy stands before it. */
  readonly publicUrl: string | null;
};

/** What this process knows of tokens, people and sessions. */
export type House = {
  readonly tokens: LiveStates<Token, TokenFact>;
  readonly people: LiveStates<Person, PersonFact>;
  readonly sessions: LiveStates<Session, SessionFact>;
  readonly clock: Clock;
  readonly logger: Kernel['logger'];
  readonly settings: AccessSettings;
  /** Asks the read models, but not again within a quarter of a second, however many wait for it. */
  readonly refreshSoon: () => Promise<void>;
  readonly refresh: () => Promise<void>;
  /** Whether the read models have been read at all. */
  readonly isInformed: () => boolean;
  readonly close: () => void;
};

const patienceMs = 250;

/** What other processes decide is known here within half a second of its being applied. */
const checkMs = 250;

export const openHouse = (kernel: Kernel, settings: AccessSettings): House => {
  const tokenStates = liveStates(kernel.log, 'token', tokenDecider, tokensChangedAfter(kernel));
  const personStates = liveStates(kernel.log, 'person', personDecider, peopleChangedAfter(kernel));
  const sessionStates = liveStates(kernel.log, 'session', sessionDecider, sessionsChangedAfter(kernel));
  let refreshedAt = 0;
  let dirty = true;

  const refresh = async (): Promise<void> => {
    dirty = false;
    try {
      await Promise.all([tokenStates.refresh(), personStates.refresh(), sessionStates.refresh()]);
      refreshedAt = performance.now();
    } catch (error) {
      dirty = true;
      throw error;
    }
  };
  const forget = [tokens, people].map((model) =>
    kernel.projections.onApplied(model, () => {
      dirty = true;
    }),
  );
  const timer = setInterval(() => {
    if (dirty) refresh().catch(() => {});
  }, checkMs).unref();

  return {
    tokens: tokenStates,
    people: personStates,
    sessions: sessionStates,
    clock: kernel.clock,
    logger: kernel.logger,
    settings,
    refresh,
    isInformed: () => refreshedAt > 0,
    refreshSoon: async () => {
      if (refreshedAt === 0 || performance.now() - refreshedAt >= patienceMs) await refresh();
    },
    close: () => {
      clearInterval(timer);
      for (const stop of forget) stop();
    },
  };
};
