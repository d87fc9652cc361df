import { createRouter, type RouterHistory } from '@tanstack/react-router';
import { screens } from './screens.tsx';

/** The values of an address as they stand in it: a version `1.10` is no number here, and `true` no truth. */
const parseSearch = (search: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(search));

const stringifySearch = (search: Record<string, unknown>): string => {
  const said = Object.entries(search).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return said.length === 0 ? '' : `?${new URLSearchParams(said)}`;
};

/** Leads from address to screen, and remembers how far down one had read. Without a history, that of the browser. */
export const openRouter = (history?: RouterHistory) =>
  createRouter({
    routeTree: screens,
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultPreload: 'intent',
    ...(history === undefined ? {} : { history }),
  });
