import type { Line } from './line.ts';
import type { Done, NewView, ViewAnswer, ViewList } from './wire.ts';

type Which = {
  /** The shared one of the name, or one's own; one's own first where not given. */
  readonly shared?: boolean | undefined;
};

/** What one looks at again and again, under names. */
export type Views = {
  /** One's own first, then those that all share. */
  readonly list: (options?: { readonly signal?: AbortSignal | undefined }) => Promise<ViewList>;
  readonly show: (name: string, which?: Which) => Promise<ViewAnswer>;
  /** Refused with `views.taken` where the name means something else already, unless `replace` is said. */
  readonly save: (name: string, view: NewView) => Promise<ViewAnswer>;
  readonly remove: (name: string, which?: Which) => Promise<Done>;
};

const root = '/api/v1/views';

const said = (it: boolean | undefined): string | undefined => (it === undefined ? undefined : String(it));

export const viewsOver = (line: Line): Views => {
  const of = (name: string): string => `${root}/${encodeURIComponent(name)}`;
  return {
    list: ({ signal } = {}) => line.json<ViewList>({ path: root, signal }, ['views']),
    show: (name, { shared } = {}) =>
      line.json<ViewAnswer>({ path: of(name), query: { shared: said(shared) } }, ['view']),
    save: (name, view) =>
      line.json<ViewAnswer>({ method: 'PUT', path: of(name), body: view, repeatable: true }, ['view']),
    remove: (name, { shared } = {}) =>
      line.json<Done>({ method: 'DELETE', path: of(name), query: { shared: said(shared) } }, ['position']),
  };
};
