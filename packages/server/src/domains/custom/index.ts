import type { Caller } from '@nightjar/kernel/caller';
import { domain } from '@nightjar/kernel/domain';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Locate } from '../../change/located.ts';
import { beginCustom } from './begin.ts';
import { type LiveCustom, liveCustom } from './live.ts';
import { customSources } from './projection.ts';
import { routes } from './routes.ts';

/** Opened before the ways in are: they ask it who is heard. */
const opened = new WeakMap<Kernel, { readonly live: LiveCustom; readonly locate: Locate }>();

type OpenedCustom = LiveCustom & {
  /** Makes the sender of this name where there is none. */
  readonly begin: (caller: Caller, name: string) => Promise<void>;
};

/** Senders of people's own. */
export const custom = {
  ...domain({
    name: 'custom',
    projections: [customSources],
    routes: (http, kernel) => {
      const house = opened.get(kernel);
      if (house === undefined) throw new Error('Open the domain custom before its routes are added.');
      const { live, locate } = house;
      routes(http, kernel, live, locate);
      http.addHook('onClose', (_, done) => {
        live.close();
        done();
      });
    },
  }),
  open: (kernel: Kernel, locate: Locate): OpenedCustom => {
    const live = liveCustom(kernel);
    opened.set(kernel, { live, locate });
    return { ...live, begin: (caller, name) => beginCustom(kernel, live, caller, name) };
  },
};
