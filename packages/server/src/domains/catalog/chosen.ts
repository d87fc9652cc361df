import type { Contact, ContactSlot, Link, Relation, Says } from '@nightjar/descriptors/description';
import type { Ref } from '@nightjar/descriptors/ref';

/** What stands after choosing, attribute by attribute, from all that is said about one entity. */
export type Chosen = Omit<Says, 'owners' | 'relations' | 'links' | 'contacts'> & {
  readonly name: string;
  readonly owners: readonly Ref[];
  readonly links: readonly Link[];
  readonly contacts: Readonly<Partial<Record<ContactSlot, Contact>>>;
  readonly relations: readonly (Relation & {
    readonly sources: readonly string[];
    readonly observed: boolean;
  })[];
};
