import type { Terminal } from '../terminal.ts';
import { age } from '../text/time.ts';

type Paint = Terminal['paint'];

/** The lower, the more critical. */
export const tierText = (tier: number | null, paint: Paint): string => {
  if (tier === null) return '';
  const text = `tier ${tier}`;
  if (tier === 0) return paint(['red', 'bold'], text);
  return tier === 1 ? paint('yellow', text) : paint('dim', text);
};

/** `3d ago`, `now`. */
export const ago = (at: string, now: Date): string => {
  const text = age(new Date(at), now);
  return text === 'now' || text.startsWith('in ') ? text : `${text} ago`;
};

export const heading = ({ line, paint }: Terminal, text: string): void => line(paint('bold', text));
