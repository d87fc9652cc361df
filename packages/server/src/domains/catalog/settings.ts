import { noSynonyms, type Synonyms } from './search/synonyms.ts';

/** What an operator can set about the catalog. */
export type CatalogSettings = { readonly synonyms: Synonyms };

export const usualSettings: CatalogSettings = { synonyms: noSynonyms };
