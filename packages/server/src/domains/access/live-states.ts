import type { Caller } from '@nightjar/kernel/caller';
import { type Decided, type Decider, decide, stateOf } from '@nightjar/kernel/decide';
import type { Fact } from '@nightjar/kernel/fact';
import type { Log } from '@nightjar/kernel/log/log';

export type Standing<State> = {
  readonly id: string;
  readonly org: number;
  /** Of the last fact that the state has. */
  readonly pos: number;
  readonly state: State;
};

/** The states of one kind of stream in memory, so that a request costs no query. */
export type LiveStates<State, F extends Fact> = {
  readonly get: (id: string) => Standing<State> | undefined;
  readonly all: () => Iterable<Standing<State>>;
  /** Takes in what changed elsewhere. Throws until the read model is built. */
  readonly refresh: () => Promise<void>;
  /** Decides, and knows the outcome at once. */
  readonly decide: (
    caller: Caller,
    id: string,
    command: (state: State) => readonly F[],
  ) => Promise<Decided<State, F>>;
  /** As the log has it at this moment. */
  readonly current: (org: number, id: string) => Promise<State>;
};

/**
 * `changedAfter` reads a model whose rows carry the position of their last fact. The model is written in order of position
 * by one transaction at a time, so what is newer than the newest row seen is all there is to ask for.
 */
export const liveStates = <State, F extends Fact>(
  log: Log,
  kind: string,
  decider: Decider<State, F>,
  changedAfter: (pos: number) => Promise<Standing<State>[]>,
): LiveStates<State, F> => {
  const states = new Map<string, Standing<State>>();
  let cursor = 0;
  let refreshing: Promise<void> | null = null;

  // The model may lag behind what this process has decided itself.
  const learn = (standing: Standing<State>): void => {
    if (standing.pos > (states.get(standing.id)?.pos ?? 0)) states.set(standing.id, standing);
  };
  const load = async (): Promise<void> => {
    for (const standing of await changedAfter(cursor)) {
      learn(standing);
      cursor = Math.max(cursor, standing.pos);
    }
  };
  return {
    get: (id) => states.get(id),
    all: () => states.values(),
    refresh: async () => {
      // One after the other: a second look begins where the first one came to, and sees what it could not.
      const before = refreshing;
      refreshing = (async () => {
        await before?.catch(() => {});
        await load();
      })();
      return refreshing;
    },
    decide: async (caller, id, command) => {
      const decided = await decide(log, decider, { caller, stream: `${kind}:${id}` }, command);
      learn({ id, org: caller.org, pos: decided.position, state: decided.state });
      return decided;
    },
    current: async (org, id) => stateOf(decider, await log.stream(org, `${kind}:${id}`)),
  };
};
