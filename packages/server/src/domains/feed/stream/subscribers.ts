import type { ServerResponse } from 'node:http';
import type { Line } from '../line.ts';
import type { View } from '../wire.ts';
import { beat, type Message, reset } from './message.ts';
import type { Ring } from './ring.ts';
import type { Shown, ShownTo } from './shown.ts';
import type { Told } from './tail.ts';

/** Everyone who asked for the same: one predicate is run, and one chunk made, for all of them. */
type Group = {
  readonly key: string;
  readonly org: number;
  readonly renew: () => (line: Line) => boolean;
  accepts: (line: Line) => boolean;
  readonly shown: Shown;
  /** All in `live` have been handed everything up to here. */
  cursor: number;
  readonly live: Set<Subscriber>;
  members: number;
};

type Subscriber = {
  readonly out: ServerResponse;
  readonly group: Group;
  readonly stillMay: () => Promise<boolean>;
  cursor: number;
};

type Subscription = {
  readonly org: number;
  readonly query: string;
  readonly view: View;
  /** Makes the predicate; called again now and then, because `after:-2h` moves on. */
  readonly predicate: () => (line: Line) => boolean;
  /** The position that the subscriber has; null to begin now. */
  readonly after: number | null;
  /** Why what it has cannot be gone on from; it is told to read the list again. */
  readonly lost: string | null;
  /** Whether the subscriber may still hear this; asked at every beat. */
  readonly stillMay: () => Promise<boolean>;
};

export type Subscribers = {
  readonly join: (out: ServerResponse, subscription: Subscription) => void;
  readonly countOf: (org: number) => number;
  /** There is more in the ring; it is sent within a tick. */
  readonly more: () => void;
  readonly beat: () => void;
  /** Ends the streams of those who may no longer listen. */
  readonly check: () => Promise<void>;
  /** The ring has begun anew: everybody is told to read the list again. */
  readonly resetAll: (reason: string) => void;
  readonly endAll: () => void;
};

type Options = {
  /** Grows while the log is open, so it is asked for each message. */
  readonly epoch: () => number;
  readonly shownTo: ShownTo;
  readonly ring: Ring;
  /** Messages older than the ring, from the database. */
  readonly between: (after: number, until: number) => Promise<Told>;
  readonly onFirst: () => void;
  readonly onLast: () => void;
};

/** Writes are gathered for so long: one write a subscriber, whatever came. */
const tickMs = 20;
/** Messages in one write. */
const mostAtOnce = 256;
/** A socket that holds more than this is left alone until it has drained. */
const mostUnsent = 256 * 1024;
/** Further behind than this a subscriber reads the list again instead. */
const mostBehind = 100_000;

export const subscribers = ({ epoch, shownTo, ring, between, onFirst, onLast }: Options): Subscribers => {
  const groups = new Map<string, Group>();
  const counts = new Map<number, number>();
  const all = new Set<Subscriber>();
  let ticking = false;
  /** How often the ring has begun anew: what was read before belongs to the past. */
  let begun = 0;

  const told = ({ org, accepts, shown }: Group, message: Message): Buffer | null => {
    if (message.org !== org) return null;
    const { line } = message;
    if (line === null) return message.bytes;
    if (!accepts(line)) return shown.has(line.id) ? message.left() : null;
    shown.add(line.id);
    return message.bytes;
  };
  const accepted = (group: Group, messages: readonly Message[]): Buffer | null => {
    const bytes = messages.map((message) => told(group, message)).filter((it) => it !== null);
    return bytes.length === 0 ? null : Buffer.concat(bytes);
  };

  const isFull = ({ out }: Subscriber): boolean => out.writableLength > mostUnsent;

  const drained = ({ out }: Subscriber): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        out.off('drain', done);
        out.off('close', done);
        resolve();
      };
      out.once('drain', done);
      out.once('close', done);
    });

  const step = async (it: Subscriber): Promise<void> => {
    const { group, out } = it;
    if (it.cursor > group.cursor) {
      // The subscriber has read of a position that has not come by here yet.
      await new Promise((resolve) => setTimeout(resolve, tickMs));
      return;
    }
    if (group.cursor - it.cursor > mostBehind) {
      out.write(reset(epoch(), group.cursor, 'too far behind'));
      it.cursor = group.cursor;
      return;
    }
    if (it.cursor < ring.from()) {
      const before = begun;
      const { messages, upTo, filledIn } = await between(it.cursor, Math.min(ring.from(), group.cursor));
      if (begun !== before || !all.has(it)) return;
      const chunk = accepted(group, messages);
      if (chunk !== null) out.write(chunk);
      it.cursor = upTo;
      if (filledIn) {
        it.cursor = group.cursor;
        out.write(reset(epoch(), group.cursor, 'filled in'));
      }
      return;
    }
    const messages = ring.after(it.cursor, mostAtOnce).filter((message) => message.pos <= group.cursor);
    const chunk = accepted(group, messages);
    if (chunk !== null) out.write(chunk);
    it.cursor = messages.length < mostAtOnce ? group.cursor : (messages.at(-1)?.pos ?? group.cursor);
  };

  /** Brings a subscriber up to its group, from the database, then from the ring; as fast as it reads. */
  const catchUp = async (it: Subscriber): Promise<void> => {
    try {
      while (all.has(it) && it.cursor !== it.group.cursor) {
        if (isFull(it)) await drained(it);
        else await step(it);
      }
      if (all.has(it)) it.group.live.add(it);
    } catch {
      // The database is away: the client comes back with the last id it saw.
      it.out.destroy();
    }
  };

  const send = (group: Group): boolean => {
    if (group.cursor < ring.from()) {
      group.cursor = ring.head();
      const bytes = reset(epoch(), group.cursor, 'too much at once');
      for (const it of group.live) it.out.write(bytes);
      return false;
    }
    const messages = ring.after(group.cursor, mostAtOnce);
    group.cursor = messages.length < mostAtOnce ? ring.head() : (messages.at(-1)?.pos ?? ring.head());
    const chunk = accepted(group, messages);
    if (chunk !== null) {
      for (const it of group.live) {
        it.out.write(chunk);
        if (!isFull(it)) continue;
        group.live.delete(it);
        it.cursor = group.cursor;
        void drained(it).then(() => catchUp(it));
      }
    }
    return group.cursor < ring.head();
  };

  const more = (): void => {
    if (ticking) return;
    ticking = true;
    setTimeout(() => {
      ticking = false;
      let left = false;
      for (const group of groups.values()) left = send(group) || left;
      if (left) more();
    }, tickMs);
  };

  const groupOf = ({ org, query, view, predicate }: Subscription): Group => {
    const key = `${org}\0${view}\0${query}`;
    const found = groups.get(key);
    if (found !== undefined) return found;
    const group: Group = {
      key,
      org,
      renew: predicate,
      accepts: predicate(),
      shown: shownTo(org, query, view),
      cursor: ring.head(),
      live: new Set(),
      members: 0,
    };
    groups.set(key, group);
    return group;
  };

  const leave = (it: Subscriber): void => {
    if (!all.delete(it)) return;
    const { group } = it;
    group.live.delete(it);
    group.members -= 1;
    if (group.members === 0) groups.delete(group.key);
    counts.set(group.org, (counts.get(group.org) ?? 1) - 1);
    if (all.size === 0) onLast();
  };

  return {
    join: (out, subscription) => {
      if (all.size === 0) onFirst();
      const group = groupOf(subscription);
      const { stillMay, after } = subscription;
      const it: Subscriber = { out, group, stillMay, cursor: after ?? group.cursor };
      all.add(it);
      group.members += 1;
      counts.set(group.org, (counts.get(group.org) ?? 0) + 1);
      out.once('close', () => leave(it));
      // A socket that breaks closes as well; without a listener Node would end the process.
      out.on('error', () => leave(it));
      const { lost } = subscription;
      out.write(lost === null ? beat(epoch(), it.cursor) : reset(epoch(), it.cursor, lost));
      if (it.cursor === group.cursor) group.live.add(it);
      else void catchUp(it);
    },
    countOf: (org) => counts.get(org) ?? 0,
    more,
    beat: () => {
      for (const group of groups.values()) {
        group.accepts = group.renew();
        const bytes = beat(epoch(), group.cursor);
        for (const { out } of group.live) if (out.writableLength === 0) out.write(bytes);
      }
    },
    check: async () => {
      let asked = 0;
      for (const it of [...all]) {
        if (++asked % 500 === 0) await new Promise(setImmediate);
        if (await it.stillMay()) continue;
        leave(it);
        it.out.end();
      }
    },
    resetAll: (reason) => {
      begun += 1;
      for (const group of groups.values()) group.cursor = ring.head();
      for (const it of all) {
        it.cursor = it.group.cursor;
        it.out.write(reset(epoch(), it.cursor, reason));
      }
    },
    endAll: () => {
      for (const it of [...all]) {
        leave(it);
        it.out.end();
      }
    },
  };
};
