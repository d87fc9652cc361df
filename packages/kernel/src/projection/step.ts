import type { Database, Queryable } from '../database/database.ts';
import type { Log } from '../log/log.ts';
import { isPoison, tooNew, understood } from './apply.ts';
import type { Follower } from './follower.ts';
import type { Stepped } from './stepped.ts';
import { fetchWindow, type Window } from './window.ts';

/**
 * Where a runner stands: `stored` is the checkpoint when last seen, and between it and `passed` nothing concerns the follower.
 * Passing by costs no transaction; the checkpoint follows when it is due.
 */
export type Cursor = { readonly stored: number; readonly passed: number };

export type Step = {
  readonly stepped: Stepped;
  readonly cursor: Cursor | null;
  /** The window after this one, on its way. */
  readonly next: Promise<Window> | null;
};

/**
 * Takes one window: effects and checkpoint in one transaction, with the checkpoint's row as lock and compare-and-set,
 * so that a crash loses both or neither and two runners never take the same fact twice.
 */
export const step = async (
  database: Database,
  follower: Follower,
  log: Pick<Log, 'tail'>,
  { cursor, fetched, store }: { cursor: Cursor | null; fetched: Promise<Window> | null; store: boolean },
): Promise<Step> => {
  const fetch = (after: number, on: Queryable = database): Promise<Window> =>
    fetchWindow(on, follower.handles, after);
  /** Of one that has caught up: what all such read. */
  const seen = async (after: number): Promise<Window> => {
    const tail = await log.tail(after);
    if (tail === null) return fetch(after);
    const { head } = tail;
    return {
      after,
      upTo: head,
      head,
      facts: tail.facts.filter(({ type }) => follower.handles.includes(type)),
    };
  };
  const window = await (fetched ?? (cursor === null ? null : seen(cursor.passed)));
  const quiet = window !== null && window.facts.length === 0 && window.upTo === window.head;
  // A head before what was passed by is for the transaction below to judge.
  if (cursor !== null && quiet && window.head >= cursor.passed) {
    const pos = window.head;
    if (pos === cursor.stored) return { stepped: { is: 'idle', pos }, cursor, next: null };
    if (!store) {
      const is = pos > cursor.passed ? 'passed' : 'idle';
      return { stepped: { is, pos }, cursor: { stored: cursor.stored, passed: pos }, next: null };
    }
  }
  let next: Promise<Window> | null = null;
  const attempt = (oneByOne: boolean): Promise<Stepped> =>
    database.transaction(async (tx) => {
      const held = await follower.hold(tx);
      if (held === undefined) {
        const pos = await follower.seen(tx);
        return pos === undefined ? { is: 'gone' } : { is: 'elsewhere', pos };
      }
      const { pos } = held;
      const fits = window !== null && cursor !== null && pos >= cursor.stored && pos <= cursor.passed;
      const { after, upTo, head, facts } =
        fits && window.after === cursor.passed ? window : await fetch(pos, tx);
      if (head < after) return follower.lost(tx, { pos: after, head });
      if (upTo <= pos) return { is: 'idle', pos };
      const newer = tooNew(follower, facts);
      if (newer !== undefined) {
        const why = `${newer.type} version ${newer.v} at position ${newer.pos} is newer than this program understands.`;
        await follower.sayHalted(tx, why);
        return { is: 'halted', pos: after, why };
      }
      if (upTo < head) next = fetch(upTo);
      next?.catch(() => {});
      await held.take(understood(follower, facts), upTo, oneByOne);
      return { is: 'applied', pos: upTo, head };
    });
  const tried = async (): Promise<Stepped> => {
    try {
      return await attempt(false);
    } catch (error) {
      if (!follower.setsAside || !isPoison(error)) throw error;
      next = null;
      return attempt(true);
    }
  };
  const stepped = await tried();
  const at = 'pos' in stepped ? { stored: stepped.pos, passed: stepped.pos } : null;
  return { stepped, cursor: at, next };
};
