import type { Description, Reader } from '@nightjar/descriptors/description';
import type { Client } from '@nightjar/sdk/connect';
import type { Looked } from './look.ts';

/** A body the server takes without a second thought, whatever its bodyLimit was set to. */
const most = { descriptions: 1000, characters: 2_000_000 } as const;

/**
 * Readers whose files vanish, and whose whole word this is. What a repository's host says of it stands under the same reader
 * and origin as what its folders say, so of that nothing is concluded; and what runs only fades.
 */
const vanishing: readonly Reader[] = ['backstage', 'effx', 'definition', 'codeowners', 'committers'];

type Refused = { readonly entity: string; readonly detail: string; readonly pointer: string };
export type Told = {
  readonly position: number;
  readonly described: number;
  readonly unchanged: number;
  readonly withdrawn: number;
  readonly refused: readonly Refused[];
};

const chunksOf = (descriptions: readonly Description[]): Description[][] => {
  const chunks: Description[][] = [[]];
  let size = 0;
  for (const description of descriptions) {
    const length = JSON.stringify(description).length;
    const last = chunks.at(-1) ?? [];
    if (last.length > 0 && (last.length >= most.descriptions || size + length > most.characters)) {
      chunks.push([description]);
      size = length;
    } else {
      last.push(description);
      size += length;
    }
  }
  return chunks;
};

/**
 * Sends what was read, a reader at a time. Whole, so that what has vanished is withdrawn, only where all of the place was
 * read, none of it was refused, and it fits into one body: else silence could mean anything.
 */
export const tell = async (
  client: Client,
  { place, checkout, skipped }: Looked,
  readers: readonly Reader[],
  progress: (text: string | null) => void,
): Promise<Told> => {
  const total = { position: 0, described: 0, unchanged: 0, withdrawn: 0, refused: [] as Refused[] };
  const unclear = checkout.faults.length > 0 || skipped.length > 0;
  for (const by of readers) {
    const descriptions = checkout.descriptions.filter((description) => description.by === by);
    const chunks = chunksOf(descriptions);
    const whole = place.whole && !unclear && vanishing.includes(by) && chunks.length === 1;
    if (descriptions.length === 0 && !whole) continue;
    for (const chunk of chunks) {
      progress(`${place.origin}: sending what ${by} says`);
      const done = await client.catalog.describe({
        by,
        origin: place.origin,
        whole,
        descriptions: chunk.map(({ by: _, says, ...rest }) => ({ ...rest, says: { ...says } })),
      });
      total.position = Math.max(total.position, done.position);
      total.described += done.described;
      total.unchanged += done.unchanged;
      total.withdrawn += done.withdrawn;
      total.refused.push(...done.refused);
    }
  }
  progress(null);
  return total;
};
