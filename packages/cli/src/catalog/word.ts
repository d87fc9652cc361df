import type { Reader } from '@nightjar/descriptors/description';
import type { Looked } from './look.ts';

/** Whether silence says something: of which places it does not, or why of none. */
export type Word =
  | { readonly whole: true; readonly unread: readonly string[] }
  /** `why` where it is worth telling: who looked at a part knows that it was one. */
  | { readonly whole: false; readonly why: string | null };

/** As many as the server takes. */
export const mostUnread = 10_000;

const untold: Word = { whole: false, why: null };

/** Readers of which each file speaks for itself. */
const ofFiles: ReadonlySet<Reader> = new Set(['backstage', 'effx', 'definition']);
/** Readers that conclude from all of a checkout: one file less, and they know of one service less. */
const ofAll: ReadonlySet<Reader> = new Set(['codeowners', 'committers']);

/**
 * What may be withdrawn for not being said again: only what was looked at, or is no longer there. A file that is there and was
 * not read (broken, too large, a template) or not as a descriptor (`nightjar apply entities.json` does, and the next
 * `nightjar apply .` would not know) keeps what it said. What a repository's host says of it stands under the same reader and
 * origin as what its folders say, so of that nothing is concluded; and what runs only fades.
 */
export const wordOf = (by: Reader, looked: Looked): Word => {
  const { place, checkout, skipped, present, committersKnown } = looked;
  if (!place.whole || !(ofFiles.has(by) || ofAll.has(by)) || (by === 'committers' && !committersKnown))
    return untold;
  const amiss = new Set([...checkout.faults.map((fault) => fault.place), ...skipped.map(({ path }) => path)]);
  const { descriptors, definitions } = checkout.read;
  const closed = skipped.find(({ folder }) => folder);
  if (closed !== undefined) return { whole: false, why: `the folder ${closed.path} may not be read` };
  // One that is broken now may have been a Location, and what it led to may be called anything.
  const [first, ...others] = [...amiss].filter((path) => ofAll.has(by) || descriptors.has(path));
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  if (first !== undefined) return { whole: false, why: `${first}${more} could not be read` };
  if (ofAll.has(by)) return { whole: true, unread: [] };
  const wasRead = (path: string): boolean =>
    descriptors.has(path) || (by === 'definition' && definitions.has(path));
  const unread = new Set([...amiss, ...present.filter((path) => !wasRead(path))]);
  return unread.size > mostUnread
    ? { whole: false, why: `there are more than ${mostUnread} files that may once have been read by name` }
    : { whole: true, unread: [...unread] };
};
