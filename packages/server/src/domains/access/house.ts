import { setTimeout as sleep } from 'node:timers/promises';
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
  /**
   * Takes in all that was recorded before the call, wherever it was. False where the read models did not come so far in 2 s.
   * Those who ask at the same time share one look, and there is at most one in a quarter of a second: a flood of made-up
   * tokens waits instead of asking.
   */
  readonly catchUp: () => Promise<boolean>;
  /** Whether that has succeeded once. */
  readonly isInformed: () => boolean;
  readonly close: () => void;
};

const patienceMs = 2000;
const betweenLooksMs = 250;

export const openHouse = (kernel: Kernel, settings: AccessSettings): House => {
  const { log, projections } = kernel;
  const tokenStates = liveStates(log, 'token', tokenDecider, tokensChangedAfter(kernel));
  const personStates = liveStates(log, 'person', personDecider, peopleChangedAfter(kernel));
  const sessionStates = liveStates(log, 'session', sessionDecider, sessionsChangedAfter(kernel));
  const models = [tokens, people];
  let informed = false;
  let dirty = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let nextLook: Promise<boolean> | null = null;

  const refresh = async (): Promise<void> => {
    dirty = false;
    try {
      await Promise.all([tokenStates.refresh(), personStates.refresh(), sessionStates.refresh()]);
    } catch (error) {
      dirty = true;
      throw error;
    }
  };
  const look = async (): Promise<boolean> => {
    await sleep(Math.max(0, lookedAt + betweenLooksMs - performance.now()));
    // Whoever asks from here on may ask for something newer than what this look sees.
    nextLook = null;
    lookedAt = performance.now();
    const head = await log.head();
    const reached = await Promise.all(models.map((it) => projections.reached(it, head, patienceMs)));
    if (reached.includes(false)) return false;
    await refresh();
    informed = true;
    return true;
  };

  // What others decide is known here a quarter of a second after the read model has it.
  const forget = models.map((model) =>
    projections.onApplied(model, () => {
      dirty = true;
    }),
  );
  const timer = setInterval(() => {
    // Not before the first look that was whole: a model that lags may show a token as valid that was revoked since.
    if (dirty && informed) refresh().catch(() => {});
  }, betweenLooksMs).unref();

  return {
    tokens: tokenStates,
    people: personStates,
    sessions: sessionStates,
    clock: kernel.clock,
    logger: kernel.logger,
    settings,
    catchUp: () => {
      nextLook ??= look();
      return nextLook;
    },
    isInformed: () => informed,
    close: () => {
      clearInterval(timer);
      for (const stop of forget) stop();
    },
  };
};
