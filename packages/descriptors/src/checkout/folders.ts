import type { Description, File } from '../description.ts';
import { type Ref, refOf } from '../ref.ts';
import { slugOf } from '../slug.ts';
import { isAside, languageOfMarker } from './wanted.ts';

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** `services/pricing` of `services/pricing/src/go.mod`. */
const serviceFolder = /^((?:.*\/)?(?:services|apps)\/([^/]+))\/(?:[^/]+\/){0,2}[^/]+$/;

/** TypeScript is JavaScript with a tsconfig.json beside its package.json; else the marker nearest to the folder's top speaks. */
const languageAt = (folder: string, markers: readonly string[]): string | undefined => {
  const beneath = markers
    .filter((path) => path.startsWith(folder === '' ? '' : `${folder}/`))
    .sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
  const nearest = folderOf(beneath[0] ?? '');
  const languages = beneath
    .filter((path) => folderOf(path) === nearest)
    .flatMap((path) => languageOfMarker(path) ?? []);
  return languages.includes('typescript') ? 'typescript' : languages[0];
};

/** Where an entity's source lies, as far as it is known. */
export type Placed = { readonly entity: Ref; readonly name: string; readonly folder: string };

/**
 * Where the sources of what is described lie: where a descriptor or a definition lies, what a stack builds from. Manifests
 * lie where whoever deploys keeps them, which says nothing.
 */
export const placesOf = (descriptions: readonly Description[]): Placed[] => {
  const places = new Map<Ref, Placed>();
  for (const { entity, name, by, place, says } of descriptions) {
    if (!/^(?:service|resource|api):/.test(entity) || places.has(entity)) continue;
    const declared = by === 'backstage' || by === 'effx' || by === 'definition';
    const folder = says.repository?.path ?? (declared ? folderOf(place) : undefined);
    if (folder !== undefined) places.set(entity, { entity, name, folder: folder.replace(/(?<!\/)\/+$/, '') });
  }
  return [...places.values()];
};

/**
 * What the folders say: a service each folder of `services/` or `apps/` in which something can be built, and the language of
 * those that are described already.
 */
export const describeFolders = (
  files: readonly File[],
  places: readonly Placed[],
  repository: string | undefined,
): Description[] => {
  const markers = files
    .map(({ path }) => path)
    .filter((path) => languageOfMarker(path) !== undefined && !isAside(path));
  const services = places.filter(({ entity }) => entity.startsWith('service:'));
  const taken = new Set(services.map(({ folder }) => folder));
  const isTaken = (folder: string): boolean =>
    taken.has(folder) || [...taken].some((one) => one.startsWith(`${folder}/`));
  const found = new Map<string, Placed>();
  for (const path of markers) {
    const [, folder = '', name = ''] = serviceFolder.exec(path) ?? [];
    if (folder === '' || isTaken(folder) || slugOf(name) === '') continue;
    found.set(folder, { entity: refOf('service', slugOf(name)), name: slugOf(name), folder });
  }
  return [...services, ...found.values()].flatMap(({ entity, name, folder }): Description[] => {
    const language = folder === '' && services.length > 1 ? undefined : languageAt(folder, markers);
    const guessed = found.has(folder);
    if (language === undefined && !guessed) return [];
    return [
      {
        entity,
        name,
        by: 'repository',
        place: folder,
        ...(guessed && { confidence: 0.6 }),
        says: {
          ...(language !== undefined && { language }),
          ...(repository !== undefined && {
            repository: { url: repository, ...(folder !== '' && { path: folder }) },
          }),
        },
      },
    ];
  });
};
