/** What an address of the catalog may carry besides its path; what is left out is left out of the address. */
type Asked = Readonly<Record<string, string | null | undefined>>;

const withQuery = (path: string, asked: Asked): string => {
  const said = Object.entries(asked).filter((pair): pair is [string, string] => !!pair[1]);
  return said.length === 0 ? path : `${path}?${new URLSearchParams(said)}`;
};

/** A canonical reference taken apart: `service:default/pricing`. */
export const partsOf = (ref: string): { kind: string; namespace: string; name: string } => {
  const [, kind = '', namespace = 'default', name = ref] = /^([^:]*):([^/]*)\/(.*)$/s.exec(ref) ?? [];
  return { kind, namespace, name };
};

/** The page of one entity. The namespace `default` is left out, as people leave it out. */
export const entityAt = (ref: string, asked: Asked = {}): string => {
  const { kind, namespace, name } = partsOf(ref);
  const parts = namespace === 'default' ? [kind, name] : [kind, namespace, name];
  return withQuery(`/catalog/${parts.map(encodeURIComponent).join('/')}`, asked);
};

export const catalogAt = (q: string, asked: Asked = {}): string => withQuery('/catalog', { q, ...asked });

export const attentionAt = (asked: Asked = {}): string => withQuery('/catalog/attention', asked);

export const graphAt = (asked: Asked = {}): string => withQuery('/graph', asked);

/** Dates and times of ISO 8601. `Date.parse` alone takes `monday 7` for a day in 2001. */
const iso = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i;

/** The instant that an address asks for (`?at=`), as ISO 8601; null for now, and for what is no time. */
export const asOfIn = (searchParams: URLSearchParams): string | null => {
  const text = searchParams.get('at')?.trim() ?? '';
  const at = iso.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
};

/** What an address gives for an instant and is none; null where all is well. */
export const unreadIn = (searchParams: URLSearchParams): string | null => {
  const text = searchParams.get('at')?.trim() ?? '';
  return text === '' || asOfIn(searchParams) !== null ? null : text;
};

/** The same place as of another instant; null for now. */
export const placeAsOf = ({ pathname, searchParams }: URL, at: string | null): string =>
  withQuery(pathname, { ...Object.fromEntries(searchParams), at });
