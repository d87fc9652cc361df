import { domain } from '@nightjar/kernel/domain';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { AccessSettings } from './house.ts';
import { type Access, openAccess } from './open-access.ts';
import { people, tokens } from './projection.ts';

/** Opened before the routes are added: the front door itself asks who calls. */
const opened = new WeakMap<Kernel, Access>();

export const access = {
  ...domain({
    name: 'access',
    projections: [tokens, people],
    routes: (http, kernel) => {
      const it = opened.get(kernel);
      if (it === undefined) throw new Error('Open the domain access before its routes are added.');
      it.routes(http);
    },
  }),
  open: (kernel: Kernel, settings: AccessSettings): Access => {
    const it = openAccess(kernel, settings);
    opened.set(kernel, it);
    return it;
  },
};
