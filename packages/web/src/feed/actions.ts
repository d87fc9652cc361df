import type { Action } from '../actions/action.ts';

type Hands = {
  /** Every change one by one. */
  readonly all: boolean;
  /** The line that stands open. */
  readonly openId: string | null;
  readonly onOther: () => void;
  /** Null where nothing new waits. */
  readonly onNew: (() => void) | null;
  readonly onClose: (id: string) => void;
};

/** What can be done on the feed. */
export const feedActions = ({ all, openId, onOther, onNew, onClose }: Hands): readonly Action[] => [
  {
    name: 'feed.view',
    label: all ? 'Tell the feed in short: fold lines, hide the quiet ones' : 'Show every change, one by one',
    group: 'Here',
    shortcut: 'v',
    keywords: 'quiet all view fold bundle priority',
    run: () => {
      onOther();
      return true;
    },
  },
  {
    name: 'feed.new',
    label: 'Show what is new',
    group: 'Here',
    shortcut: 'n',
    keywords: 'waiting latest refresh',
    when: () => onNew !== null,
    run: () => {
      onNew?.();
      return true;
    },
  },
  {
    name: 'feed.close',
    label: 'Close the line that stands open',
    group: 'Lines',
    shortcut: 'Escape',
    offered: 'keys',
    when: () => openId !== null,
    run: () => {
      if (openId === null) return false;
      onClose(openId);
      return true;
    },
  },
];
