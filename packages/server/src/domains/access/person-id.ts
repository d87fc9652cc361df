import { createHash } from 'node:crypto';

/** Names that look the same are the same: "Ada  Lovelace" and "ada lovelace" sign in as one person. */
const keyOf = (name: string): string => name.normalize('NFKC').trim().toLowerCase().replaceAll(/\s+/g, ' ');

/** Derived from the name, so that the version of its stream keeps it unique, with no table of names. */
export const personId = (org: number, name: string): string =>
  createHash('sha256')
    .update(`${org}\0${keyOf(name)}`)
    .digest('hex')
    .slice(0, 20);
