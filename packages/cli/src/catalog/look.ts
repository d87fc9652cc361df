import { pathFrom } from '@nightjar/descriptors/checkout/asks';
import { type Checkout, readCheckout } from '@nightjar/descriptors/checkout/read-checkout';
import { codeownersPlaces } from '@nightjar/descriptors/checkout/wanted';
import type { File } from '@nightjar/descriptors/description';
import { commitsOf } from './git.ts';
import type { Place } from './place.ts';
import { readText, type Skipped, walk } from './walk.ts';

/** Descriptors may name files that name files. */
const mostRounds = 5;

export type Looked = {
  readonly place: Place;
  readonly checkout: Checkout;
  readonly files: number;
  readonly skipped: readonly Skipped[];
  /** Files that are there and could be descriptors by another name. */
  readonly present: readonly string[];
  /** The commits were looked at. */
  readonly committersKnown: boolean;
  /** What was done without, in a sentence. */
  readonly notes: readonly string[];
};

export type Look = {
  readonly wanted: (path: string) => boolean;
  readonly environment: string | undefined;
  /** Where what is discovered belongs; `default` where not given. */
  readonly namespace?: string | undefined;
  readonly committers: boolean;
  /** Files named one by one are descriptors, whatever they are called. */
  readonly namedAreDescriptors: boolean;
  readonly progress: (text: string | null) => void;
};

/** Reads a place from this machine's disk, files that its descriptors name included; nothing is sent. */
export const lookAt = async (
  place: Place,
  { wanted, environment, namespace, committers, namedAreDescriptors, progress }: Look,
): Promise<Looked> => {
  const { root, origin, repository, tree } = place;
  const files = new Map<string, File>();
  const skipped: Skipped[] = [];
  const present: string[] = [];
  const take = async (path: string): Promise<void> => {
    if (files.has(path) || skipped.some((one) => one.path === path)) return;
    const read = await readText(root, path);
    if (read !== null && 'text' in read) files.set(path, read);
    else if (read !== null) skipped.push(read);
  };
  for (const folder of place.folders) {
    const walked = await walk(root, folder, wanted, (seen) =>
      progress(`${origin}: ${seen} files looked through`),
    );
    for (const file of walked.files) files.set(file.path, file);
    for (const one of walked.skipped) skipped.push(one);
    for (const path of walked.present) present.push(path);
  }
  for (const path of [...place.named, ...codeownersPlaces]) await take(path);

  const notes: string[] = [];
  const commits = committers && tree !== null ? await commitsOf(tree) : [];
  if ('not' in commits) notes.push(`Who has worked on it of late is not known: ${commits.not}.`);
  else if (committers && place.treeless !== null)
    notes.push(`Who has worked on it of late is not known: ${place.treeless}.`);

  const read = (): Checkout =>
    readCheckout([...files.values()], {
      origin,
      ...(repository !== undefined && { repository }),
      ...(environment !== undefined && { environment }),
      ...(namespace !== undefined && { namespace }),
      ...('not' in commits ? {} : { committers: commits }),
      descriptors: new Set(namedAreDescriptors ? place.named : []),
    });
  progress(`${origin}: ${files.size} files read`);
  let checkout = read();
  for (let round = 1; round < mostRounds; round++) {
    const before = files.size;
    for (const { from, target } of checkout.asksFor) {
      const path = pathFrom(from, target);
      if (path !== undefined && !path.includes('*')) await take(path);
    }
    if (files.size === before) break;
    checkout = read();
  }
  progress(null);
  const committersKnown = committers && tree !== null && !('not' in commits);
  return { place, checkout, files: files.size, skipped, present, committersKnown, notes };
};
