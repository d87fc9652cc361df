import type { Page, View } from '@nightjar/sdk/wire';
import { asOfIn } from '../catalog/ways.ts';
import { nightjar } from '../nightjar.ts';
import { asOf } from './time/window.ts';

/** As many lines as are read at first: more than a screen holds, few enough to come at once. */
const pageSize = 60;

/** What came along with something else is the newest for so long. */
const freshMs = 5_000;

type Ahead = {
  readonly q: string;
  readonly view: View;
  readonly page: Promise<Page>;
  /** Milliseconds of the page's own clock; after them it is no longer the newest. */
  readonly until: number;
};

let ahead: Ahead | null = null;

const list = (q: string, view: View, signal?: AbortSignal): Promise<Page> =>
  nightjar.changes.list({ q, view, limit: pageSize, signal });

/** Asks for the page that an address of the feed shows, before there is anything to show it: called once, as the page begins. */
export const askAhead = ({ pathname, searchParams }: URL): void => {
  if (pathname !== '/') return;
  const { q } = asOf(searchParams.get('q')?.trim() ?? '', asOfIn(searchParams));
  const view = searchParams.has('all') ? 'all' : 'quiet';
  const page = list(q, view);
  // Whoever wants it hears of the failure; nobody may.
  page.catch(() => {});
  ahead = { q, view, page, until: Number.POSITIVE_INFINITY };
};

/** Hands over a page that came along with the answer to another question, for the feed that is drawn next. */
export const giveAhead = (q: string, view: View, page: Page): void => {
  ahead = { q, view, page: Promise.resolve(page), until: performance.now() + freshMs };
};

/** The newest page under a filter: the one that was asked for ahead, once, or one that is asked for now. */
export const firstPage = (q: string, view: View, signal: AbortSignal): Promise<Page> => {
  const asked = ahead;
  ahead = null;
  const isIt = asked !== null && asked.q === q && asked.view === view && performance.now() < asked.until;
  return isIt ? asked.page : list(q, view, signal);
};
