import { readCheckout } from '@nightjar/descriptors/checkout/read-checkout';
import { isDeclared, languageOfMarker, wanted } from '@nightjar/descriptors/checkout/wanted';
import { maybeDefinition } from '@nightjar/descriptors/definitions/read-definition';
import type { FileReader } from './read-files.ts';

/** Reads what repositories hold for the catalog: descriptors, definitions, owners, manifests, and what is built where. */
export const fileReader: FileReader = {
  // A go.mod says by being there what it has to say, and changes with every release.
  wants: (path) => {
    if (!wanted(path)) return 'nothing';
    if (isDeclared(path)) return maybeDefinition(path) ? 'definition' : 'leads';
    return languageOfMarker(path) === undefined ? 'text' : 'name';
  },
  read: readCheckout,
};
