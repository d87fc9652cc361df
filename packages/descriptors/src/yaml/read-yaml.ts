import type { Fault } from '../description.ts';
import { maxBytes, maxDocuments, newAliased } from './limits.ts';
import { type Parsed, parseDocument } from './parse.ts';
import { splitDocuments } from './split.ts';

/** What a stream holds: each document alone, or one fault for all of it. */
export type YamlStream =
  | { readonly is: 'refused'; readonly fault: Fault }
  | {
      readonly is: 'read';
      readonly documents: readonly (Parsed | { readonly is: 'refused'; readonly fault: Fault })[];
    };

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** A code unit of UTF-16 is at most three bytes of UTF-8, so most texts need no counting. */
const isTooLarge = (text: string): boolean =>
  text.length > maxBytes || (text.length * 3 > maxBytes && bytesOf(text) > maxBytes);

/** Reads a stream of YAML documents, each alone; empty ones (`---` at the end of a file) are no documents. */
export const readYaml = (stream: string, place: string): YamlStream => {
  const whole = (says: string): YamlStream => ({
    is: 'refused',
    fault: { code: 'too-large', place, line: 1, column: 1, says, next: 'Split it into several files.' },
  });
  if (isTooLarge(stream)) return whole(`The file is larger than ${maxBytes / 1_000_000} MB.`);
  const chunks = splitDocuments(stream.startsWith('\uFEFF') ? stream.slice(1) : stream);
  if (chunks.length > maxDocuments) return whole(`The file holds more than ${maxDocuments} documents.`);
  const aliased = newAliased();
  const documents = chunks.map((chunk) => parseDocument(chunk, place, aliased));
  return {
    is: 'read',
    documents: documents.filter((document) => document.is === 'refused' || (document.value ?? null) !== null),
  };
};
