import type { Says } from '../description.ts';
import type { Ref } from '../ref.ts';
import type { Fields } from '../shape.ts';

/** What is to be written down: the chosen facts of an entity. */
export type Annotatable = { readonly ref: Ref; readonly name: string; readonly says: Says };

/** A way to write an entity down. */
export type Form = {
  /** Where the text belongs, in words. */
  readonly place: (entity: Annotatable) => string;
  /** The document, with what it can say by its own fields, and these annotations of ours; undefined where it has no such kind. */
  readonly write: (entity: Annotatable, annotations: Readonly<Record<string, string>>) => Fields | undefined;
  /** What the document is read as. */
  readonly read: (document: Fields) => { readonly ref: Ref | undefined; readonly says: Says };
};

/** `github.com/acme/shop`, or words for a repository that nobody knows. */
export const repositoryName = (says: Says): string => {
  const { url, path } = says.repository ?? {};
  if (url === undefined) return 'its repository';
  return `${url.replace(/^https?:\/\//, '')}${path === undefined ? '' : `, folder ${path}`}`;
};
