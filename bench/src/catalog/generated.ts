import { areas, endings, firstNames, languages, lastNames, things } from './names.ts';

/** One entity as its team would write it down. References are `kind:name`, as in Backstage. */
export type Planned = {
  readonly kind: keyof typeof shares;
  readonly name: string;
  readonly title?: string;
  readonly description: string;
  readonly type: string;
  readonly owner: string | null;
  readonly system: string | null;
  readonly tier: 0 | 1 | 2 | 3 | null;
  readonly language: string | null;
  readonly lifecycle: string | null;
  readonly tags: readonly string[];
  readonly relations: readonly { readonly type: RelationType; readonly to: string }[];
};

type RelationType = 'dependsOn' | 'providesApi' | 'consumesApi' | 'partOf' | 'memberOf' | 'childOf';

/** Of a thousand entities. */
const shares = {
  service: 400,
  api: 200,
  resource: 250,
  person: 107,
  team: 21,
  system: 21,
  domain: 1,
} as const;

/** As many edges as this for each entity, owners apart; a few are drawn twice and are one. */
const edgesEach = 3.01;

/** A number that looks drawn by chance and is the same in every run: the finaliser of MurmurHash3 (public domain). */
export const random = (n: number, salt: number): number => {
  let h = (n ^ Math.imul(salt, 0x9e3779b1)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

const at = <Item>(items: readonly Item[], n: number): Item => items[n % items.length] as Item;

/** Small numbers far more often than great ones: a few things are needed by all. */
const skewed = (n: number, salt: number, count: number): number =>
  Math.min(count - 1, Math.floor(count * (random(n, salt) / 2 ** 32) ** 3));

/** Two words and an ending by the number, spread so that neighbours differ; beyond all mixtures a number follows. */
const spread = (n: number, lists: readonly (readonly string[])[]): string => {
  const mixtures = lists.reduce((product, list) => product * list.length, 1);
  // 7919 is prime and divides no length of a list, so no two numbers below `mixtures` meet.
  let rest = (n * 7919) % mixtures;
  const words = lists.map((list) => {
    const word = at(list, rest);
    rest = Math.floor(rest / list.length);
    return word;
  });
  const round = Math.floor(n / mixtures);
  return [...words, ...(round === 0 ? [] : [String(round + 1)])].join('-');
};

const names = {
  // Half of all services say that they are one, as in most companies: no search may suffer from a common word.
  service: (n: number) => {
    const name = spread(n, [areas, things, endings.service]);
    return n % 2 === 0 || name.includes('service') ? name : `${name}-service`;
  },
  api: (n: number) => spread(n, [areas, things, ['v1', 'v2', 'events', 'public']]),
  resource: (n: number) => spread(n, [areas, things, endings.resource]),
  system: (n: number) => spread(n, [areas, things]),
  team: (n: number) => spread(n, [areas, things.slice(0, 40)]),
  domain: (n: number) => spread(n, [areas]),
  person: (n: number) => {
    const round = Math.floor(n / (firstNames.length * lastNames.length));
    return `${at(firstNames, n)}.${at(lastNames, Math.floor(n / firstNames.length))}${round === 0 ? '' : round + 1}`;
  },
} as const;

/** A company of `size` entities and three times as many edges between them. */
export const generated = (size: number) => {
  const count = Object.fromEntries(
    Object.entries(shares).map(([kind, share]) => [kind, Math.max(1, Math.floor((size * share) / 1000))]),
  ) as Record<Planned['kind'], number>;
  const kinds = Object.keys(shares) as Planned['kind'][];
  const others = kinds.reduce((sum, kind) => (kind === 'service' ? sum : sum + count[kind]), 0);
  count.service = Math.max(1, size - others);
  const to = (kind: Planned['kind'], n: number, salt: number): string =>
    `${kind}:${names[kind](skewed(n, salt, count[kind]))}`;

  /** Every service has as many dependencies as brings the sum to three an entity. */
  const fixed = others - count.domain + 2 * count.service;
  const dependencies = Math.max(0, Math.ceil(size * edgesEach) - fixed);
  const ofService = (n: number): number =>
    Math.floor(((n + 1) * dependencies) / count.service) - Math.floor((n * dependencies) / count.service);

  const described = (kind: string, name: string, n: number): string =>
    `The ${name.replaceAll('-', ' ')} ${kind}: ${at(things, random(n, 41))} and ${at(things, random(n, 42))} for ${at(areas, random(n, 43))}.`;

  const edges = (kind: Planned['kind'], n: number, key: number): Planned['relations'] => {
    const system = { type: 'partOf', to: to('system', key, 11) } as const;
    switch (kind) {
      case 'service':
        return [
          system,
          n < count.api
            ? { type: 'providesApi', to: `api:${names.api(n)}` }
            : { type: 'consumesApi', to: to('api', key, 12) },
          ...Array.from({ length: ofService(n) }, (_, i) => ({
            type: 'dependsOn' as const,
            to: random(key, 20 + i) % 3 === 0 ? to('resource', key, 30 + i) : to('service', key, 30 + i),
          })),
        ];
      case 'person':
        return [{ type: 'memberOf', to: to('team', key, 13) }];
      case 'team':
        return [{ type: 'childOf', to: to('team', key, 14) }];
      case 'system':
        return [{ type: 'partOf', to: to('domain', key, 15) }];
      case 'domain':
        return [];
      default:
        return [system];
    }
  };

  const planned = (kind: Planned['kind'], n: number): Planned => {
    const key = random(n, kinds.indexOf(kind) + 1);
    const name = names[kind](n);
    const runs = kind === 'service';
    const relations = edges(kind, n, key);
    const system = relations.find((it) => it.type === 'partOf' && it.to.startsWith('system:'));
    return {
      kind,
      name,
      description: described(kind, name, key),
      type: runs
        ? at(['service', 'service', 'website', 'library'], key)
        : at(['openapi', 'grpc', 'database'], key),
      owner: kind === 'person' || kind === 'team' || key % 20 === 0 ? null : to('team', key, 16),
      system: system?.to ?? null,
      tier: runs ? (at([3, 3, 3, 3, 2, 2, 2, 1, 1, 0], random(n, 17)) as 0 | 1 | 2 | 3) : null,
      language: runs ? at(languages, skewed(n, 18, languages.length)) : null,
      lifecycle:
        runs || kind === 'api'
          ? at(['production', 'production', 'production', 'experimental', 'deprecated'], key)
          : null,
      tags: key % 3 === 0 ? [at(['pci', 'gdpr', 'internal', 'legacy', 'critical-path'], random(n, 19))] : [],
      relations,
    };
  };

  return {
    count,
    names,
    /** All of them, kind after kind. */
    *all(): Generator<Planned> {
      for (const kind of kinds) for (let n = 0; n < count[kind]; n++) yield planned(kind, n);
    },
  };
};
