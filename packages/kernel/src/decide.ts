import type { Caller } from './caller.ts';
import type { Fact, Recorded } from './fact.ts';
import type { Append, Log } from './log/log.ts';
import { refusals } from './refusal.ts';

/** How the facts of one stream become the state that is decided upon. */
export type Decider<State, F extends Fact> = {
  readonly initial: State;
  readonly evolve: (state: State, fact: F) => State;
};

/** On whose behalf, and upon which stream of the caller's organisation. */
export type Upon = Pick<Append, 'once' | 'tasks' | 'cause'> & {
  readonly caller: Caller;
  readonly stream: string;
};

export type Decided<State, F extends Fact> = {
  /** What a reader must have applied to see the decision. */
  readonly position: number;
  /** Empty: it was so already. */
  readonly facts: readonly F[];
  /** As it stands at `position`. */
  readonly state: State;
};

const refuse = refusals({
  'decision.contended': {
    kind: 'busy',
    says: 'Others kept changing the same thing at the same moment.',
    next: 'Send it again.',
  },
  'decision.key-reused': {
    kind: 'conflict',
    says: 'The idempotency key was used before, with another request.',
    next: 'Use a new key for a new request.',
  },
});

/** Every attempt reads what beat the one before it, so even two may fail only where three write at once. */
const attempts = 5;

const factOf = <F extends Fact>({ type, data, v, at }: Recorded): F =>
  ({ type, data, v, at: at.toISOString() }) as F;

/** The state of a stream as its facts stand now. */
export const stateOf = <State, F extends Fact>(
  { initial, evolve }: Decider<State, F>,
  recorded: readonly Recorded[],
): State => recorded.reduce((state, fact) => evolve(state, factOf<F>(fact)), initial);

/**
 * Loads a stream, asks the command what follows from its state, and records that, if nobody else recorded anything upon the
 * stream in between; else decides anew. The command is pure: it may run several times. It refuses by throwing.
 */
export const decide = async <State, F extends Fact>(
  log: Log,
  decider: Decider<State, F>,
  { caller, stream, ...more }: Upon,
  command: (state: State) => readonly F[],
): Promise<Decided<State, F>> => {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const recorded = await log.stream(caller.org, stream);
    const last = recorded.at(-1);
    const state = stateOf(decider, recorded);
    const facts = command(state);
    if (facts.length === 0) return { position: last?.pos ?? 0, facts, state };
    const appended = await log.append({
      ...more,
      org: caller.org,
      stream,
      facts,
      expect: last?.ver ?? 0,
      actor: caller.subject,
    });
    if (appended.status === 'ok')
      return { position: appended.lastPos, facts, state: facts.reduce(decider.evolve, state) };
    if (appended.status === 'duplicate') {
      // The one before may have been recorded after the stream was read above.
      const position = appended.lastPos;
      const until = (await log.stream(caller.org, stream)).filter(({ pos }) => pos <= position);
      return { position, facts: [], state: stateOf(decider, until) };
    }
    if (appended.status === 'mismatch') throw refuse('decision.key-reused');
  }
  throw refuse('decision.contended', { retryAfterSeconds: 1 });
};
