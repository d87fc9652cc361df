import { type Ref, refOf } from '../ref.ts';

/** `@acme/payments` → a team, `@joey` → a person, an address → a person; `@@developer` is a role and nobody in particular. */
export const ownerRefs = (owners: readonly string[]): Ref[] =>
  owners.flatMap((owner) => {
    if (owner.startsWith('@@')) return [];
    if (!owner.startsWith('@')) return [refOf('person', owner)];
    const name = owner.slice(owner.lastIndexOf('/') + 1).replace(/^@/, '');
    return [refOf(owner.includes('/') ? 'team' : 'person', name)];
  });
