/** Whether the server can be reached, as the reader should know it. Times in milliseconds since the epoch. */
export type Reach =
  | { readonly is: 'reached' }
  | {
      readonly is: 'away';
      readonly why: 'silent' | 'slow' | 'unwell' | 'garbled';
      /** How old the oldest of what is on this screen is; null where nothing that was kept is on it. */
      readonly from: number | null;
    };

export type Noticed =
  | { readonly is: 'answered'; readonly status: number }
  | { readonly is: 'kept'; readonly keptAt: number; readonly why: string }
  | { readonly is: 'silence' }
  | { readonly is: 'garbled' }
  /** Another screen: what was kept for the one before tells nothing of it. */
  | { readonly is: 'moved' };

const unwell: ReadonlySet<number> = new Set([502, 503, 504]);

const whys = ['silent', 'slow', 'unwell', 'garbled'] as const;

export const reachAfter = (now: Reach, it: Noticed): Reach => {
  const from = now.is === 'away' ? now.from : null;
  switch (it.is) {
    case 'moved':
      return now.is === 'away' && from !== null ? { ...now, from: null } : now;
    case 'answered':
      if (unwell.has(it.status)) return { is: 'away', why: 'unwell', from };
      return now.is === 'reached' ? now : { is: 'reached' };
    case 'kept':
      return {
        is: 'away',
        why: whys.find((why) => why === it.why) ?? 'silent',
        from: Math.min(from ?? it.keptAt, it.keptAt),
      };
    case 'silence':
      return { is: 'away', why: 'silent', from };
    case 'garbled':
      return { is: 'away', why: 'garbled', from };
  }
};
