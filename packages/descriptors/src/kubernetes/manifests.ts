import type { Fault, File } from '../description.ts';
import { fieldsOf } from '../unknown.ts';
import { maxBytes, newAliased } from '../yaml/limits.ts';
import { parseDocument } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';
import type { Located } from './object.ts';

export type Manifests = { readonly objects: readonly Located[]; readonly faults: readonly Fault[] };

/** At the left margin nothing but the document's own kind can stand so: what a text of it says is indented. */
const secret = /^["']?kind["']?[ \t]*:[ \t]*["']?Secret["']?[ \t]*(?:#.*)?\r?$/m;

/**
 * The objects of a file of manifests, with the line each begins on. A document that is no YAML is a fault and the others
 * stand. A Secret is known by its kind before it is parsed, and left where it is.
 */
export const objectsIn = ({ path, text }: File): Manifests => {
  if (text.length > maxBytes) {
    const says = `The file is larger than ${maxBytes / 1_000_000} MB.`;
    const next = 'Split it into several files.';
    return { objects: [], faults: [{ code: 'too-large', place: path, line: 1, column: 1, says, next }] };
  }
  const objects: Located[] = [];
  const faults: Fault[] = [];
  const aliased = newAliased();
  for (const chunk of splitDocuments(text)) {
    if (secret.test(chunk.text)) continue;
    const document = parseDocument(chunk, path, aliased);
    if (document.is === 'refused') faults.push(document.fault);
    else if (Object.keys(fieldsOf(document.value)).length > 0)
      objects.push({ object: document.value, place: path, line: document.line });
  }
  return { objects, faults };
};
