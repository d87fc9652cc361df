import type { Page, View } from '@nightjar/sdk/wire';
import type { Trouble } from '../ui/trouble.ts';
import {
  caughtUp,
  type Heard,
  hear,
  type Left,
  type Lines,
  leave,
  linesOf,
  release,
  settled,
  sweep,
  withdraw,
  withOlder,
} from './lines.ts';

/** The line to the server, as the reader should know it. */
type Live =
  | { readonly is: 'connecting' }
  | { readonly is: 'live' }
  /** `since`: when the last word came, in milliseconds since the epoch. */
  | { readonly is: 'lost'; readonly since: number };

/** The feed on the screen. */
export type Feed = {
  /** The filter that is asked for. */
  readonly q: string;
  readonly view: View;
  readonly lines: Lines | null;
  /** The lines answer `q`. While the answer is awaited they are those of the filter before. */
  readonly current: boolean;
  /** Heard before the answer came. */
  readonly early: readonly Heard[];
  readonly earlyLeft: readonly Left[];
  /** Somebody reads further down or has a line open: nothing may move. */
  readonly held: boolean;
  /** So much is heard while the reader is at work that it waits until the hands are still. */
  readonly aside: boolean;
  readonly older: 'no' | 'asked' | 'failed';
  readonly trouble: Trouble | null;
  readonly live: Live;
  /** When the lines were last known to be true. */
  readonly asOf: number | null;
};

export type Happening =
  /** `kept`: the lines of this very filter, from before. */
  | { readonly is: 'asked'; readonly q: string; readonly view: View; readonly kept?: Feed | null }
  | { readonly is: 'answered'; readonly q: string; readonly page: Page; readonly now: number }
  | { readonly is: 'refused'; readonly trouble: Trouble }
  | { readonly is: 'older asked' }
  | { readonly is: 'older answered'; readonly q: string; readonly view: View; readonly page: Page }
  /** A page tells what some bundles hold by now. */
  | { readonly is: 'settled'; readonly q: string; readonly bundles: readonly string[]; readonly page: Page }
  | { readonly is: 'older failed' }
  /** `aside`: as the feed says of itself. */
  | {
      readonly is: 'heard';
      readonly q: string;
      readonly heard: readonly Heard[];
      readonly aside?: boolean;
      readonly now: number;
    }
  | { readonly is: 'withdrawn'; readonly q: string; readonly id: string }
  | { readonly is: 'left'; readonly q: string; readonly left: Left }
  /** Time enough has passed to see what left fade. */
  | { readonly is: 'faded' }
  | { readonly is: 'opened'; readonly now: number }
  | { readonly is: 'reset' }
  | { readonly is: 'lost'; readonly now: number }
  | { readonly is: 'held'; readonly held: boolean }
  | { readonly is: 'released' };

/** From before: nothing moves until it is known where the reader is. */
const resumed = (kept: Feed): Feed => ({
  ...kept,
  held: true,
  aside: false,
  older: 'no',
  trouble: null,
  live: { is: 'connecting' },
});

type Asked = { readonly q: string; readonly view: View; readonly kept?: Feed | null };

export const newFeed = ({ q, view, kept = null }: Asked): Feed =>
  kept === null ? emptyFeed(q, view) : resumed(kept);

const emptyFeed = (q: string, view: View): Feed => ({
  q,
  view,
  lines: null,
  current: false,
  early: [],
  earlyLeft: [],
  held: false,
  aside: false,
  older: 'no',
  trouble: null,
  live: { is: 'connecting' },
  asOf: null,
});

/** What is shown stays where it is. */
const isStill = ({ held, aside }: Feed): boolean => held || aside;

export const feedAfter = (feed: Feed, it: Happening): Feed => {
  switch (it.is) {
    case 'asked':
      if (it.kept != null) return resumed(it.kept);
      return {
        ...feed,
        q: it.q,
        view: it.view,
        current: false,
        early: [],
        earlyLeft: [],
        aside: false,
        older: 'no',
        trouble: null,
        live: { is: 'connecting' },
      };
    case 'answered':
      return it.q === feed.q ? answered(feed, it.page, it.now) : feed;
    case 'refused':
      return { ...feed, trouble: it.trouble };
    case 'older asked':
      return { ...feed, older: 'asked' };
    case 'older answered':
      if (feed.lines === null || !feed.current || it.q !== feed.q || it.view !== feed.view) return feed;
      return { ...feed, older: 'no', lines: withOlder(feed.lines, it.page) };
    case 'settled':
      if (feed.lines === null || !feed.current || it.q !== feed.q) return feed;
      return { ...feed, lines: settled(feed.lines, it.bundles, it.page, isStill(feed)) };
    case 'older failed':
      return { ...feed, older: 'failed' };
    case 'heard': {
      if (it.q !== feed.q) return feed;
      if (feed.lines === null || !feed.current) return { ...feed, early: [...feed.early, ...it.heard] };
      // Where nothing stands, nothing can be moved.
      const aside = it.aside === true && feed.lines.shown.length > 0;
      const ends = feed.aside && !aside && !feed.held;
      const lines = hearAll(ends ? release(feed.lines) : feed.lines, it.heard, feed.held || aside);
      return {
        ...feed,
        aside,
        // So many as waited would slide in at once.
        lines: ends ? { ...lines, arrived: feed.lines.arrived } : lines,
        asOf: it.heard.length === 0 ? feed.asOf : it.now,
      };
    }
    case 'withdrawn':
      if (feed.lines === null || it.q !== feed.q) return feed;
      return {
        ...feed,
        lines: withdraw(feed.lines, it.id),
        early: feed.early.filter(({ change }) => change.id !== it.id),
      };
    case 'left':
      if (it.q !== feed.q) return feed;
      if (feed.lines === null || !feed.current) return { ...feed, earlyLeft: [...feed.earlyLeft, it.left] };
      return { ...feed, lines: leave(feed.lines, it.left) };
    case 'faded':
      return isStill(feed) || feed.lines === null ? feed : { ...feed, lines: sweep(feed.lines) };
    case 'reset':
      return { ...feed, current: false, early: [], earlyLeft: [] };
    case 'opened':
      return { ...feed, live: { is: 'live' }, asOf: feed.lines === null ? feed.asOf : it.now };
    case 'lost':
      return feed.live.is === 'lost'
        ? feed
        : { ...feed, live: { is: 'lost', since: feed.live.is === 'live' ? it.now : (feed.asOf ?? it.now) } };
    case 'held':
      if (it.held === feed.held) return feed;
      return {
        ...feed,
        held: it.held,
        lines: it.held || feed.aside || feed.lines === null ? feed.lines : release(feed.lines),
      };
    case 'released':
      return feed.lines === null ? feed : { ...feed, lines: release(feed.lines) };
  }
};

/** More lines at once nobody can follow: they do not slide in but stand there, and not beside what the reader's hands are at. */
export const fewAtOnce = 5;

const hearAll = (lines: Lines, all: readonly Heard[], held: boolean): Lines => {
  const after = all.reduce((so, heard) => hear(so, heard, held), lines);
  const news = [...after.arrived].filter((id) => !lines.arrived.has(id));
  return news.length > fewAtOnce ? { ...after, arrived: lines.arrived } : after;
};

const answered = (feed: Feed, page: Page, now: number): Feed => {
  const lines =
    feed.lines !== null && feed.current
      ? caughtUp(feed.lines, page, isStill(feed))
      : hearAll(linesOf(page), feed.early, false);
  // What a page knows that was read later, it knows better.
  const later = feed.earlyLeft.filter(({ position }) => position > page.position);
  const left = sweep(later.reduce(leave, lines));
  return { ...feed, current: true, early: [], earlyLeft: [], lines: left, trouble: null, asOf: now };
};
