import { readdirSync, readFileSync } from 'node:fs';
import { stripIgnoredCharacters } from 'graphql';
import { hashOf } from './documents.ts';

/** A document that our own pages send by its hash alone. */
export type Persisted = { readonly name: string; readonly text: string; readonly hash: string };

const folder = new URL('queries/', import.meta.url);

/**
 * Every document of the folder `queries`: as it is sent, without what only people read. The SDK holds the same texts and hashes
 * (`npm run docs` writes them), so that a page of another version than the server's still has its answer.
 */
export const persisted = (): Persisted[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => {
      const text = stripIgnoredCharacters(readFileSync(new URL(file, folder), 'utf8'));
      return { name: file.slice(0, -'.graphql'.length), text, hash: hashOf(text) };
    });
