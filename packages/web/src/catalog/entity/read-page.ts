import { ProblemError } from '@nightjar/sdk/failure';
import { giveAhead } from '../../feed/first-page.ts';
import { nightjar } from '../../nightjar.ts';
import { aboutQ, aboutThing } from './about.ts';
import { firstChangesOf, type Looked, lookedOf } from './page-of.ts';

/** So long the server is waited for before what is kept is asked for too. */
const patienceMs = 2_500;

type Wish = { readonly at: string | null; readonly signal: AbortSignal };

/** What the service worker tells from the catalog that it keeps, of a page that was never opened here. */
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

/** Fails with what the question failed with, unless it was the way that failed. */
const orKept = async (asked: Promise<Looked>, ref: string, wish: Wish): Promise<Looked> => {
  const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), patienceMs));
  try {
    const first = await Promise.race([asked, late]);
    if (first !== 'late') return first;
  } catch (error) {
    if (wish.signal.aborted || isRefusal(error)) throw error;
    return readKept(ref, wish);
  }
  return Promise.any([asked, readKept(ref, wish)]).catch(() => asked);
};

/**
 * All that the page of a thing shows at first sight, by one question. `first`: whether its changes, which come along, are wanted by
 * the feed that is about to be drawn.
 */
export const readPage = (ref: string, wish: Wish, first: () => boolean): Promise<Looked> => {
  const ask = async (): Promise<Looked> => {
    const answer = await nightjar.servicePage(ref, wish);
    if (first()) giveAhead(aboutQ(aboutThing(answer, wish.at)), 'quiet', firstChangesOf(answer));
    return lookedOf(answer, wish.at);
  };
  return orKept(ask(), ref, wish);
};
