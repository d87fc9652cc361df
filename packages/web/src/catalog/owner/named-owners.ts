import { partsOf } from '../ways.ts';

/**
 * `payments` is the team `team:default/payments`; `person:ada`, `shop/payments`, and several with commas between. Null where that
 * names nobody.
 */
export const ownersFrom = (text: string): readonly string[] | null => {
  const refs = text.split(',').map((one) => {
    const [, kind = 'team', namespace = 'default', name] =
      /^(?:([^:/\s]+):)?(?:([^:/\s]+)\/)?([^:/\s]+)$/.exec(one.trim()) ?? [];
    return name === undefined ? null : `${kind}:${namespace}/${name}`.toLowerCase();
  });
  const named = refs.filter((ref) => ref !== null);
  return named.length < refs.length ? null : [...new Set(named)];
};

/** As short as it can be typed: what `ownersFrom` makes the same of. */
export const typedOwner = (ref: string): string => {
  const { kind, namespace, name } = partsOf(ref);
  const placed = namespace === 'default' ? name : `${namespace}/${name}`;
  return kind === 'team' ? placed : `${kind}:${placed}`;
};

/** `payments and ada own cart now.` */
export const settledBy = (owners: readonly string[], entity: string): string => {
  const names = owners.map((ref) => partsOf(ref).name);
  const listed = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `${listed} ${names.length === 1 ? 'owns' : 'own'} ${entity} now.`;
};

/** Whom the catalog does not have, in a sentence that says how to go on. */
export const unknownOwners = (refs: readonly string[]): string => {
  const named = refs.map((ref) => `${partsOf(ref).kind} ${partsOf(ref).name}`);
  return `The catalog knows no ${named.join(' and no ')}. Save again to name ${refs.length === 1 ? 'it' : 'them'} all the same.`;
};
