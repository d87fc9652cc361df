import { ProblemError } from '@nightjar/sdk/failure';
import { giveAhead } from '../../feed/first-page.ts';
import { nightjar } from '../../nightjar.ts';
import { aboutQ, aboutThing } from './about.ts';
import { firstChangesOf, type Looked, lookedOf } from './page-of.ts';

type Wish = { readonly at: string | null; readonly signal: AbortSignal };

/** What the service worker answers where the server does not: it keeps what REST told. */
const readKept = async (ref: string, { at, signal }: Wish): Promise<Looked> => {
  const asked = { at: at ?? undefined, signal };
  const [page, who] = await Promise.all([
    nightjar.catalog.entity(ref, asked),
    nightjar.catalog.who(ref, asked),
  ]);
  return { page, who, standing: null };
};

/** A word of the server's own: who else is asked says no other. */
const isRefusal = (error: unknown): boolean =>
  error instanceof ProblemError && error.status < 500 && !error.code.startsWith('http.');

/**
 * All that the page of a thing shows at first sight, by one question. `first`: its changes, which came along, are wanted by the feed
 * that is about to be drawn.
 */
export const readPage = async (ref: string, wish: Wish, first: () => boolean): Promise<Looked> => {
  try {
    const answer = await nightjar.servicePage(ref, wish);
    if (first()) giveAhead(aboutQ(aboutThing(answer, wish.at)), 'quiet', firstChangesOf(answer));
    return lookedOf(answer, wish.at);
  } catch (error) {
    if (wish.signal.aborted || isRefusal(error)) throw error;
    return await readKept(ref, wish);
  }
};
