import type { Page, View } from '@nightjar/sdk/wire';
import { asOfIn } from '../catalog/ways.ts';
import { nightjar } from '../nightjar.ts';
import { asOf } from './time/window.ts';

/** As many lines as are read at first: more than a screen holds, few enough to come at once. */
const pageSize = 60;

type Ahead = { readonly q: string; readonly view: View; readonly page: Promise<Page> };

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
  ahead = { q, view, page };
};

/** The newest page under a filter: the one that was asked for ahead, once, or one that is asked for now. */
export const firstPage = (q: string, view: View, signal: AbortSignal): Promise<Page> => {
  const asked = ahead;
  ahead = null;
  return asked !== null && asked.q === q && asked.view === view ? asked.page : list(q, view, signal);
};
