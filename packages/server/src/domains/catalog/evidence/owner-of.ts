import type { Ref } from '@nightjar/descriptors/ref';
import type { FindOwner } from '../../../evidence/parts.ts';
import { whoAnswersFor } from '../ownership/who.ts';
import { pageOf } from '../page-of.ts';
import { entities } from '../projection.ts';
import { meantBy } from './meant.ts';

/** Who answers for a service now, with where to reach them in the order to try; null where nobody does. */
export const ownerOf: FindOwner = async (kernel, caller, service) => {
  const reader = await kernel.reader(caller, { of: [entities] });
  const ref = await meantBy(reader, service, null);
  if (ref === null) return null;
  const { owners, contacts } = await whoAnswersFor(reader, ref, { at: null, clock: kernel.clock.now() });
  const owner = owners[0]?.owner;
  if (owner === undefined) return null;
  return {
    name: owner.name,
    address: pageOf(owner.ref as Ref),
    contacts: contacts.map(({ slot, label, url }) => ({ kind: slot, value: url ?? label })),
  };
};
