import type { KeptCatalog } from '@nightjar/sdk/wire';
import type { Kept } from './kept.ts';
import { pageFromKept, whoFromKept } from './kept-page.ts';
import { searchKept } from './kept-search.ts';

const entities = '/api/v1/catalog/entities';

/** Ten megabytes are read once. */
let read: { readonly text: string; readonly catalog: KeptCatalog } | null = null;
const catalogOf = ({ text }: Kept): KeptCatalog => {
  if (read?.text !== text) read = { text, catalog: JSON.parse(text) as KeptCatalog };
  return read.catalog;
};

/** The answer to a question that was never asked while the server could be reached, told from what is kept of the catalog. */
export const derived = ({ pathname, searchParams }: URL, from: Kept | null, now: number): Kept | null => {
  // The past is not kept, and a list that begins in the middle is the server's.
  if (from === null || searchParams.has('at') || searchParams.has('cursor')) return null;
  if (!pathname.startsWith(entities)) return null;
  const [name, part, ...rest] = pathname.slice(entities.length + 1).split('/');
  const answer = (): unknown => {
    const catalog = catalogOf(from);
    if (name === undefined || name === '')
      return searchKept(catalog, searchParams.get('q') ?? '', new Date(now));
    if (rest.length > 0) return null;
    if (part === undefined) return pageFromKept(catalog, decodeURIComponent(name));
    return part === 'who' ? whoFromKept(catalog, decodeURIComponent(name)) : null;
  };
  const told = answer();
  return told === null ? null : { text: JSON.stringify(told), at: from.at, etag: null };
};
