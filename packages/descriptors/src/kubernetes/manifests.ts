import { isMap, LineCounter, parseAllDocuments } from 'yaml';
import type { Fault, File } from '../description.ts';
import type { Located } from './object.ts';

/** Aliases that a document may unfold: Kubernetes manifests hardly use them, bombs are made of them. */
const maxAliasCount = 100;

export type Manifests = { readonly objects: readonly Located[]; readonly faults: readonly Fault[] };

/**
 * The objects of a file of manifests, with the line each begins on. A document that is no YAML is a fault and the others
 * stand. A Secret is left where it is: its kind is looked up in the tree, and its values are never made.
 */
export const objectsIn = ({ path, text }: File): Manifests => {
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: counter, uniqueKeys: false, logLevel: 'silent' });
  const objects: Located[] = [];
  const faults: Fault[] = [];
  const refuse = (code: string, offset: number, says: string): void => {
    const { line, col } = counter.linePos(offset);
    const next = 'Correct the document; the others of the file were read.';
    faults.push({ code, place: path, line: Math.max(1, line), column: Math.max(1, col), says, next });
  };
  for (const document of Array.isArray(documents) ? documents : []) {
    const { contents, errors } = document;
    const begins = contents?.range?.[0] ?? document.range?.[0] ?? 0;
    const [error] = errors;
    if (error !== undefined) {
      // Only the message's first line: the lines after it quote the document, which may hold a secret.
      refuse('yaml', error.pos[0], `This is no YAML: ${error.message.split('\n', 1)[0]}`);
      continue;
    }
    if (!isMap(contents) || contents.get('kind', false) === ('Secret' as unknown)) continue;
    try {
      const { line } = counter.linePos(begins);
      objects.push({ object: document.toJS({ maxAliasCount }), place: path, line });
    } catch {
      refuse('bomb', begins, 'The document unfolds more aliases than any manifest needs.');
    }
  }
  return { objects, faults };
};
