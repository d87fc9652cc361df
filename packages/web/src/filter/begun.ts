import { draftOf, dropDraft, noteDraft } from '../ui/drafts.ts';

/** A filter that somebody is in the middle of writing, over the one in force. */
type Begun = { readonly q: string; readonly text: string };

const key = (pathname: string): string => `filter ${pathname}`;

/** What stands in the box: the filter in force, or what was being written over it when the page was left. */
export const begunFrom = (q: string): string => {
  const begun = draftOf(key(location.pathname)) as Begun | null;
  return begun?.q === q ? begun.text : q;
};

export const noteBegun = (pathname: string, q: string, text: string): void => {
  if (text.trim() === q) dropDraft(key(pathname));
  else noteDraft(key(pathname), { q, text });
};
