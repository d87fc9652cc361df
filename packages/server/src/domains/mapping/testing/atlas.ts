import type { Hint } from '../../../change/hint.ts';
import type { Meant } from '../events.ts';
import { type Known, knownThings } from '../known.ts';
import { type Atlas, locateIn } from '../locate.ts';

export const service = (name: string, more: Partial<Known> = {}): Known => ({
  ref: `service:default/${name.toLowerCase()}`,
  name,
  gone: false,
  aliases: [],
  joins: {},
  path: null,
  ...more,
});

/** What organisation 1 knows; the others know nothing. */
export const atlasOf = (
  services: readonly Known[],
  rules: ReadonlyMap<string, Meant> = new Map(),
  defaults: Atlas['defaults'] = new Map(),
) => {
  const known = knownThings();
  for (const it of services) known.learn(it);
  return { known, rules, defaults } satisfies Atlas;
};

export const asker = (atlas: Atlas) => {
  const locate = locateIn((org) => (org === 1 ? atlas : undefined));
  return (
    services: readonly string[],
    hints: Readonly<Record<string, string>> | readonly Hint[] = {},
    { source = 'github', environment = null as string | null, org = 1 } = {},
  ) =>
    locate({
      org,
      source,
      services,
      environment,
      hints: Array.isArray(hints)
        ? (hints as readonly Hint[])
        : Object.entries(hints).map(([join, value]) => ({ join, value: String(value) })),
    });
};
