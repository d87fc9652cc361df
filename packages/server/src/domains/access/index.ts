import { type Domain, domain } from '@nightjar/kernel/domain';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { AccessSettings } from './house.ts';
import { type Access, openAccess } from './open-access.ts';
import { people, tokens } from './projection.ts';

/** The door opens before the routes are added: who calls must be known to the first of them. */
export type AccessDomain = Domain & { readonly open: (kernel: Kernel) => Promise<Access> };

export const access = (settings: AccessSettings): AccessDomain => {
  let opened: Access | null = null;
  return {
    ...domain({
      name: 'access',
      projections: [tokens, people],
      routes: (http) => {
        if (opened === null) throw new Error('Open the access domain before its routes are added.');
        opened.routes(http);
      },
    }),
    open: async (kernel) => {
      opened = await openAccess(kernel, settings);
      return opened;
    },
  };
};
