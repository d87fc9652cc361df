import { attributesOf } from '@nightjar/descriptors/attributes';
import type { Says } from '@nightjar/descriptors/description';
import { canonical } from '../../change/identity.ts';
import { chosenIn, type Version } from './fold.ts';
import type { Difference } from './wire.ts';

/** Who says so is no part of what a relation says: one more source only confirms it. */
const said = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || !('sources' in value)) return value;
  const { sources: _, observed: __, ...rest } = value as Record<string, unknown>;
  return rest;
};

/** The attributes of a version by name, with those of the version itself: `name`, `state`. */
const flat = (version: Version | null): Map<string, unknown> => {
  if (version === null) return new Map();
  const chosen = chosenIn(version);
  const attributes = attributesOf(chosen as Says).filter(
    ({ name, value }) => name !== 'owners' || (value as readonly unknown[]).length > 0,
  );
  return new Map<string, unknown>([
    ['name', chosen.name],
    ['state', version.state],
    ...attributes.map(({ name, value }) => [name, said(value)] as const),
  ]);
};

/** What became another from one version to the next, by attribute; what was not there is null. */
export const differences = (before: Version | null, after: Version | null): Difference[] => {
  if (before === after) return [];
  const [was, is] = [flat(before), flat(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((name) => canonical(was.get(name) ?? null) !== canonical(is.get(name) ?? null))
    .map((attribute) => ({
      attribute,
      before: was.get(attribute) ?? null,
      after: is.get(attribute) ?? null,
    }));
};
