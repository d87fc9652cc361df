import { domain } from '@nightjar/kernel/domain';
import type { Kernel } from '@nightjar/kernel/kernel';
import { type MappingHouse, type MappingParts, openHouse } from './house.ts';
import { rules, unmapped } from './projection.ts';
import { routes } from './routes.ts';

/** Opened before the ways in are: they ask it for every delivery. */
const opened = new WeakMap<Kernel, MappingHouse>();

export const mapping = {
  ...domain({
    name: 'mapping',
    projections: [rules, unmapped],
    routes: (http, kernel) => {
      const house = opened.get(kernel);
      if (house === undefined) throw new Error('Open the domain mapping before its routes are added.');
      routes(http, kernel, house);
      http.addHook('onClose', (_, done) => {
        house.atlas.close();
        done();
      });
    },
  }),
  open: (kernel: Kernel, parts: MappingParts): MappingHouse => {
    const house = openHouse(kernel, parts);
    opened.set(kernel, house);
    return house;
  },
};
