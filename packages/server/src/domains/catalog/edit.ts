import { attributesOf, scalars } from '@nightjar/descriptors/attributes';
import { parseRef, partsOf, type Ref } from '@nightjar/descriptors/ref';
import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { Refusal } from '@nightjar/kernel/refusal';
import { nearest } from '@nightjar/query/nearest';
import type { Claim } from './claim.ts';
import { describe } from './describe/describe.ts';
import { normalise, type Told } from './describe/normalise.ts';
import { sourceOf } from './describe/plan.ts';
import { differences } from './difference.ts';
import { chosenIn, stands } from './fold.ts';
import { claimsOf } from './memory.ts';
import { entities } from './projection.ts';
import { refuse } from './refusals.ts';
import { resolveRef } from './resolve.ts';
import { placeOf, saysOf } from './says.ts';
import type { Edit, Edited } from './wire.ts';

const origin = 'nightjar';

/** Each entity has a source of its own, so that taking an edit back concerns nothing else. */
const sourceFor = (ref: Ref): string => sourceOf('manual', origin, ref);

const isAttribute = (name: string): boolean => {
  const place = placeOf(name);
  if (place === undefined) return false;
  return place.key === null
    ? (scalars as readonly string[]).includes(name)
    : place.key !== '' || place.field === 'versions';
};

/** `payments`, `team:payments`: a team where no kind is given. What names nobody is left for the check to refuse. */
const ownerIn = (written: unknown): unknown =>
  typeof written === 'string' ? (parseRef(written, { kind: 'team' }) ?? written) : written;

/** Owners as people write them: one or several, under either name. */
const asMeant = ({ set }: Edit): Edit => {
  const { owner, ...rest } = set;
  const owners = rest['owners'] ?? owner;
  if (owners === undefined || (owners === null && owner === undefined)) return { set: rest };
  return { set: { ...rest, owners: owners === null ? null : [owners].flat().map(ownerIn) } };
};

/** A word that is no attribute, and the one that it may be a slip of. */
const noAttribute = (name: string): string => {
  const near = nearest(name.toLowerCase(), scalars);
  const meant = near === undefined ? '' : ` Did you mean ${near}?`;
  return `${JSON.stringify(name.slice(0, 100))} is no attribute.${meant}`;
};

const pointerTo = (name: string): string => `/set/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** What people said before, with the edit upon it. */
const edited = (ref: Ref, before: Claim | undefined, name: string, { set }: Edit): Told | null => {
  const attributes = new Map(attributesOf(before?.says ?? {}).map((it) => [it.name, it.value]));
  for (const [attribute, value] of Object.entries(set)) {
    if (!isAttribute(attribute))
      throw refuse('catalog.edit', {
        detail: noAttribute(attribute),
        pointer: pointerTo(attribute),
      });
    if (value === null) attributes.delete(attribute);
    else attributes.set(attribute, value);
  }
  if (attributes.size === 0) return null;
  const says = saysOf([...attributes].map(([attribute, value]) => ({ name: attribute, value })));
  const told: Told = { entity: ref, name, by: 'manual', place: ref, says };
  const made = normalise(told);
  if (!made.ok)
    throw refuse('catalog.edit', { detail: made.detail, pointer: made.pointer.replace('/says', '/set') });
  const kept = new Set(attributesOf(made.sound.says).map((it) => it.name));
  const strayed = Object.keys(set).find((attribute) => set[attribute] !== null && !kept.has(attribute));
  if (strayed !== undefined)
    throw refuse('catalog.edit', {
      detail: 'The value is empty, or belongs to another name.',
      pointer: pointerTo(strayed),
    });
  return told;
};

const claimsAbout = async (reader: Reader, ref: Ref): Promise<ReadonlyMap<string, Claim>> =>
  (await claimsOf(reader, reader.table(entities, 'claim'), reader.caller.org, [ref])).get(ref) ?? new Map();

const attempt = async (kernel: Kernel, caller: Caller, text: string, edit: Edit): Promise<Edited> => {
  const reader = await kernel.reader(caller, { of: [entities], consistency: 'strong' });
  const ref = await resolveRef(reader, text, null);
  const claims = await claimsAbout(reader, ref);
  const before = stands(claims).version;
  const own = claims.get(sourceFor(ref));
  const name = own?.name ?? (before === null ? partsOf(ref).name : chosenIn(before).name);
  const told = edited(ref, own, name, edit);
  const { position } = await describe(kernel, caller, {
    by: 'manual',
    origin,
    whole: false,
    descriptions: told === null ? [] : [told],
    replaces: [sourceFor(ref)],
    upon: { source: sourceFor(ref), pos: own?.pos ?? null },
  });
  const fresh = await kernel.reader(caller, { of: [entities], minPos: position });
  return { position, entity: ref, diff: differences(before, stands(await claimsAbout(fresh, ref)).version) };
};

/** How often an edit looks again at what another has just edited. */
const attempts = 5;

/**
 * What a person says of an entity, from now on before all others; null takes back what people said. Two who edit at once
 * both have their way, unless they name the same attribute: then the later. Refuses with `catalog.edit`, `catalog.unknown-entity`
 * and `catalog.contended`.
 */
export const editEntity = async (
  kernel: Kernel,
  caller: Caller,
  text: string,
  edit: Edit,
): Promise<Edited> => {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt(kernel, caller, text, asMeant(edit));
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'catalog.contended' || tried === attempts)
        throw error;
    }
  }
};
