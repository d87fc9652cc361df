import { ownerRefs } from '../codeowners/owner-refs.ts';
import { type Codeowners, ownersOf, readCodeowners } from '../codeowners/read-codeowners.ts';
import { maybeDefinition, readDefinition } from '../definitions/read-definition.ts';
import type { Description, Fault, File, Relation } from '../description.ts';
import type { Asked } from './asks.ts';
import { type Commit, describeCommitters } from './committers.ts';
import { type About, readDeclared } from './declared.ts';
import { describeFolders, type Placed, placesOf } from './folders.ts';
import { describeManifests, describeStacks } from './manifests.ts';
import { within } from './namespace.ts';
import { codeownersPlaces, isAside } from './wanted.ts';

export type CheckoutOptions = About & {
  /** Which environment the manifests and stacks are of, where somebody says so. */
  readonly environment?: string;
  /** Where what nobody declares belongs: for systems that know nothing of each other and use the same names. */
  readonly namespace?: string;
  /** The commits of the last ninety days. */
  readonly committers?: readonly Commit[];
};

export type Checkout = {
  /** Of several readers: each reader's are its whole word about the origin. */
  readonly descriptions: readonly Description[];
  readonly faults: readonly Fault[];
  /** Read all the same, but worth a look. */
  readonly warnings: readonly Fault[];
  /** Files that descriptors name and that are not among those given. */
  readonly asksFor: readonly Asked[];
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
  /** Files whose whole word this is, by what they were read as. Of others that are there, silence says nothing. */
  readonly read: { readonly descriptors: ReadonlySet<string>; readonly definitions: ReadonlySet<string> };
};

/** Any file of the folder that no rule for a kind of file means. */
const somethingIn = (folder: string): string => (folder === '' ? '_' : `${folder}/_`);

const describeOwners = (codeowners: Codeowners, places: readonly Placed[]): Description[] =>
  places.flatMap(({ entity, name, folder }) => {
    const found = ownersOf(codeowners, somethingIn(folder));
    const owners = ownerRefs(found?.owners ?? []);
    if (found === undefined || owners.length === 0) return [];
    return [
      {
        entity,
        name,
        by: 'codeowners' as const,
        place: codeowners.place,
        line: found.line,
        says: { owners },
      },
    ];
  });

/** An API is provided by the service in whose folder, or the nearest above, its definition lies. */
const withProvider = (api: Description, services: readonly Placed[]): Description => {
  const around = services
    .filter(({ folder }) => folder !== '' && api.place.startsWith(`${folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
  if (around === undefined) return api;
  const provides: Relation = {
    type: 'providesApi',
    to: around.entity,
    inverse: true,
    confidence: 0.7,
    why: `its definition lies in ${around.folder}`,
  };
  return { ...api, says: { ...api.says, relations: [...(api.says.relations ?? []), provides] } };
};

/**
 * What the files of a checkout say: descriptors, definitions, manifests and stacks; which services its folders hold; and who
 * owns what lies where, by CODEOWNERS and by commits. Pure: files in, descriptions out; a file that cannot be read is a
 * fault, and the others stand.
 */
export const readCheckout = (files: readonly File[], options: CheckoutOptions): Checkout => {
  const { repository, environment, committers = [] } = options;
  const declared = readDeclared(files, options);
  const defining = files.filter(({ path }) => maybeDefinition(path) && !isAside(path));
  const definitions = defining.flatMap((file) => readDefinition(file, options) ?? []);
  const manifests = describeManifests(files, environment);
  const stacks = describeStacks(files, options);
  const runs = [...manifests.descriptions, ...stacks.descriptions];

  const before = placesOf([...declared.descriptions, ...runs]);
  const folders = describeFolders(files, before, repository);
  const guessed = folders.flatMap(({ entity, name, place }) =>
    before.some((one) => one.entity === entity) ? [] : [{ entity, name, folder: place }],
  );
  const services = [...before, ...guessed].filter(({ entity }) => entity.startsWith('service:'));
  const apis = definitions.flatMap(({ descriptions }) =>
    descriptions.map((api) => withProvider(api, services)),
  );
  // Not of files that were only named: the next who looks at all files would take back who owns them, and nothing else of them.
  const lasting = declared.descriptions.filter(({ place }) => !declared.named.has(place));
  const lie = [...placesOf([...lasting, ...runs]), ...guessed];
  // A definition that a descriptor names is the descriptor's API: one word of a reader about it, not two.
  const seen = new Set(lie.map(({ entity }) => entity));
  const places = [...lie, ...placesOf(apis).filter(({ entity }) => !seen.has(entity))];

  const file = codeownersPlaces.flatMap((place) => files.find(({ path }) => path === place) ?? [])[0];
  const codeowners = file === undefined ? null : readCodeowners(file, options.origin);
  const owned = codeowners === null ? [] : describeOwners(codeowners, places);
  const descriptions = [
    ...declared.descriptions,
    ...apis,
    ...runs,
    ...folders,
    ...owned,
    ...describeCommitters(places, committers),
  ];
  const { namespace } = options;
  return {
    descriptions:
      namespace === undefined ? descriptions : within(namespace, descriptions, declared.descriptions),
    faults: [
      ...declared.faults,
      ...definitions.flatMap(({ faults }) => faults),
      ...manifests.faults,
      ...stacks.faults,
      ...(codeowners?.faults ?? []),
    ],
    warnings: [...declared.warnings, ...definitions.flatMap(({ warnings }) => warnings)],
    asksFor: declared.asksFor,
    read: { descriptors: declared.read, definitions: new Set(defining.map(({ path }) => path)) },
    skipped: [...declared.templates, ...manifests.templates].map((path) => ({
      path,
      why: 'It is a template; what it makes can be read.',
    })),
  };
};
