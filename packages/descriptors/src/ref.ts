/** The kinds that Nightjar knows by itself; descriptors may bring others, which are kept under their own name. */
export const kinds = [
  'service',
  'api',
  'resource',
  'system',
  'domain',
  'team',
  'person',
  'environment',
] as const;
type Kind = (typeof kinds)[number];

/**
 * Names one entity: `service:default/pricing`, all in small letters, because neither Backstage nor people tell names apart
 * by case. The name as it was written stands beside it.
 */
export type Ref = string & { readonly ref?: never };

export type RefParts = { readonly kind: string; readonly namespace: string; readonly name: string };

/** Other words for our kinds: Backstage's, and what people type. */
const sameKind: Readonly<Record<string, Kind>> = {
  component: 'service',
  group: 'team',
  user: 'person',
};

export const kindOf = (word: string): string => {
  const small = word.toLowerCase();
  return Object.hasOwn(sameKind, small) ? (sameKind[small] ?? small) : small;
};

export const refOf = (kind: string, name: string, namespace = 'default'): Ref =>
  `${kindOf(kind)}:${namespace.toLowerCase()}/${name.toLowerCase()}`;

/** `[kind:][namespace/]name`, the parts left out taken from `defaults`; undefined where it is no reference. */
export const parseRef = (
  text: string,
  defaults: { readonly kind: string; readonly namespace?: string },
): Ref | undefined => {
  const found = /^(?:([^:/\s]+):)?(?:([^:/\s]+)\/)?([^:/\s]+)$/.exec(text.trim());
  const name = found?.[3];
  if (name === undefined) return undefined;
  return refOf(found?.[1] ?? defaults.kind, name, found?.[2] ?? defaults.namespace);
};

/** A canonical reference taken apart. */
export const partsOf = (ref: Ref): RefParts => {
  const colon = ref.indexOf(':');
  const slash = ref.indexOf('/', colon);
  return { kind: ref.slice(0, colon), namespace: ref.slice(colon + 1, slash), name: ref.slice(slash + 1) };
};

/** As short as it can be typed and still means this one: `pricing`, `api:prices`, `service:shop/cart`. */
export const typedAs = (ref: Ref): string => {
  const { kind, namespace, name } = partsOf(ref);
  if (namespace !== 'default') return ref;
  return kind === 'service' ? name : `${kind}:${name}`;
};
