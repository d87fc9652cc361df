import { feedAt } from '../../ui/place.ts';

/** Where in the feed one is, as the address holds it. */
export type FeedPlace = {
  readonly q: string;
  /** The line that stands open. */
  readonly change?: string | null;
  /** Every change one by one. */
  readonly all: boolean;
  /** As of which instant; null for now. */
  readonly at: string | null;
  /** With what the window is compared, as `otherIn` reads it. */
  readonly compare: string | null;
};

export const placeAt = ({ q, change = null, all, at, compare }: FeedPlace): string => {
  const here = feedAt(q, change, all);
  const more = new URLSearchParams({
    ...(at === null ? {} : { at }),
    ...(compare === null ? {} : { compare }),
  });
  if (more.size === 0) return here;
  return here.includes('?') ? `${here}&${more}` : `${here}?${more}`;
};
