import type { Reader, Says } from '@nightjar/descriptors/description';
import type { Ref } from '@nightjar/descriptors/ref';
import type { Fact } from '@nightjar/kernel/fact';

/**
 * One source's whole word about one entity; it takes the place of the word before from the same source. Facts of an entity
 * stand in the stream `entity:<ref>`.
 */
export type EntityDescribed = Fact<
  'EntityDescribed',
  {
    readonly entity: Ref;
    /** As it was written. */
    readonly name: string;
    readonly by: Reader;
    /** `backstage:github.com/acme/pricing/catalog-info.yaml`: what a later word from the same place replaces. */
    readonly source: string;
    /** What was looked at: what is told of all of it is told of the words that have it, and of no other that begins like it. */
    readonly origin?: string;
    readonly says: Says;
    /** 0 to 1; 1 where not given. */
    readonly confidence?: number;
    readonly line?: number;
    /** What whoever said it was called at the time, where that is more than the log's actor tells. */
    readonly signed?: string;
  }
>;

/** A source says nothing about the entity any longer: its file has gone, or a person took an edit back. */
type DescriptionWithdrawn = Fact<
  'DescriptionWithdrawn',
  { readonly entity: Ref; readonly source: string; readonly why: string; readonly signed?: string }
>;

export type CatalogFact = EntityDescribed | DescriptionWithdrawn;

export const entityStream = (ref: Ref): string => `entity:${ref}`;
