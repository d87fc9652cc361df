import type { Fact } from '@nightjar/kernel/fact';

type About = {
  readonly source: string;
  readonly event: string;
  readonly delivery: string;
  readonly why: string;
};

/** A sender's delivery arrived, was genuine, and tells of no change. Its raw body stays beside this fact. */
export type DeliveryIgnored = Fact<'DeliveryIgnored', About>;

/**
 * A delivery arrived, was genuine, and should tell of something that could not be read: the sender has changed its shape. `parked`:
 * what reads it failed, which is ours to mend. Its raw body stays beside this fact and waits for a replay.
 */
export type DeliveryUnread = Fact<'DeliveryUnread', About & { readonly parked: boolean }>;

/** Somebody had a delivery read again, with the adapter as it is now, and this is what became of it. What it says is recorded as ever. */
export type DeliveryReadAgain = Fact<
  'DeliveryReadAgain',
  {
    readonly source: string;
    readonly delivery: string;
    readonly outcome: 'recorded' | 'ignored' | 'unread' | 'parked';
    readonly why: string | null;
  }
>;

/** Where they are recorded: one stream a source, of which nobody decides anything. */
export const sourceStream = (source: string): string => `source:${source}`;

/** Somebody wants the deliveries that are kept of a source read again. */
export type ReplayAsked = Fact<'ReplayAsked', { readonly replay: string; readonly source: string }>;

/** They have been. The figures are those of `Replayed`. */
type ReplayEnded = Fact<
  'ReplayEnded',
  {
    readonly replay: string;
    readonly deliveries: number;
    readonly changed: number;
    readonly observed: number;
    readonly withdrawn: number;
    readonly unreadable: number;
    readonly position: number;
  }
>;

/** One attempt ended half-way; another follows, until it is given up. */
type ReplayFailed = Fact<'ReplayFailed', { readonly replay: string; readonly why: string }>;

export type ReplayFact = ReplayAsked | ReplayEnded | ReplayFailed;

export const replayStream = (replay: string): string => `replay:${replay}`;
