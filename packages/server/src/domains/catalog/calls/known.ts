import { partsOf, type Ref, refOf } from '@nightjar/descriptors/ref';
import type { Caller } from '@nightjar/kernel/caller';
import { fold } from '@nightjar/query/fold';
import type { Call } from './window.ts';
import type { Stands, Told } from './words.ts';

/** What the rest of the catalog does for traces. */
export type Catalog = {
  /** Entities that have one of these names, or are also called so; names folded. */
  readonly named: (org: number, names: readonly string[]) => Promise<readonly Named[]>;
  /** The entity that a person means by a text. Refuses with `catalog.unknown-entity` and what is near where there is none. */
  readonly meant: (caller: Caller, text: string) => Promise<Ref | undefined>;
  /** What traces said before at these places of the origin, where they did. */
  readonly said: (org: number, places: readonly string[]) => Promise<ReadonlyMap<string, Stands>>;
  /** Takes descriptions in: a fact where something is said anew, a sighting where not. */
  readonly describe: (org: number, told: readonly Told[], at: Date) => Promise<unknown>;
  /** Notes that traces come, and of how many entities they have told of late. */
  readonly reached: (org: number, seen: number, at: Date) => Promise<unknown>;
};

export type Named = {
  readonly name: string;
  readonly ref: Ref;
  /** It is also called so. */
  readonly isAlias: boolean;
  readonly isDeclared: boolean;
};

/** All names by which the ends of calls may be known. */
export const namesOf = ({ caller, callee }: Pick<Call, 'caller' | 'callee'>): readonly string[] => {
  const names = [fold(caller.name)];
  switch (callee.is) {
    case 'service':
      return [...names, fold(callee.service.name)];
    case 'address':
      return [...names, ...callee.names];
    case 'peer':
    case 'resource':
      return [...names, fold(callee.name)];
  }
};

/** Answers which entities the ends of a call are, from all that is called by their names in one organisation. */
export const openResolver = (known: readonly Named[]) => {
  const byName = new Map<string, Named[]>();
  for (const it of known) {
    const same = byName.get(it.name);
    if (same === undefined) byName.set(it.name, [it]);
    else same.push(it);
  }
  /** Whose very name it is goes before who is also called so; else the first by reference, to be the same every time. */
  const one = (name: string, kind: string, fits: (it: Named) => boolean): Ref | undefined =>
    (byName.get(name) ?? [])
      .filter((it) => partsOf(it.ref).kind === kind && fits(it))
      .sort((a, b) => Number(a.isAlias) - Number(b.isAlias) || (a.ref < b.ref ? -1 : 1))[0]?.ref;

  /** As descriptions of observers are: by the name, unless a declared service is also called so and none has the name. */
  const service = (name: string): Ref => {
    const own = refOf('service', name);
    const isDeclared = one(fold(name), 'service', (it) => it.ref === own && it.isDeclared) === own;
    return (isDeclared ? own : one(fold(name), 'service', (it) => it.isAlias && it.isDeclared)) ?? own;
  };

  return {
    service,
    /** Undefined for an address that nobody has. */
    callee: (callee: Call['callee']): Ref | undefined => {
      switch (callee.is) {
        case 'service':
          return service(callee.service.name);
        case 'peer':
          return service(callee.name);
        case 'resource': {
          // What others know by the name goes before what only traces do: the Deployment that runs the Redis.
          const name = fold(callee.name);
          const others = (it: Named): boolean => it.ref !== callee.ref;
          return one(name, 'resource', others) ?? one(name, 'service', others) ?? callee.ref;
        }
        case 'address':
          for (const name of callee.names) {
            const found = one(name, 'service', () => true) ?? one(name, 'resource', () => true);
            if (found !== undefined) return found;
          }
          return undefined;
      }
    },
  };
};
