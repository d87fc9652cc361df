import type { Reader } from '@nightjar/descriptors/description';
import type { Client } from '@nightjar/sdk/connect';
import { bodiesOf } from './bodies.ts';
import type { Looked } from './look.ts';
import { wordOf } from './word.ts';

type Refused = { readonly entity: string; readonly detail: string; readonly pointer: string };
export type Told = {
  readonly position: number;
  readonly described: number;
  readonly unchanged: number;
  readonly withdrawn: number;
  readonly refused: readonly Refused[];
  /** Readers of whose earlier word nothing was withdrawn, though all was to be looked at, and why. */
  readonly standing: readonly { readonly by: Reader; readonly why: string }[];
};

/** Sends what was read, a reader at a time; whole, so that what has vanished is withdrawn, where that can be known. */
export const tell = async (
  client: Client,
  looked: Looked,
  readers: readonly Reader[],
  progress: (text: string | null) => void,
): Promise<Told> => {
  const { place, checkout } = looked;
  const total = { position: 0, described: 0, unchanged: 0, withdrawn: 0, refused: [] as Refused[] };
  const standing: { by: Reader; why: string }[] = [];
  for (const by of readers) {
    const word = wordOf(by, looked);
    if (!word.whole && word.why !== null) standing.push({ by, why: word.why });
    const bodies = bodiesOf(
      checkout.descriptions.filter((description) => description.by === by),
      word,
    );
    const isAgain = bodies.some(({ whole }) => !whole);
    for (const { descriptions, ...rest } of bodies) {
      progress(`${place.origin}: sending what ${by} says`);
      const done = await client.catalog.describe({
        by,
        origin: place.origin,
        ...rest,
        descriptions: descriptions.map(({ by: _, says, ...other }) => ({ ...other, says: { ...says } })),
      });
      total.position = Math.max(total.position, done.position);
      total.withdrawn += done.withdrawn;
      if (rest.whole && isAgain) continue;
      total.described += done.described;
      total.unchanged += done.unchanged;
      total.refused.push(...done.refused);
    }
  }
  progress(null);
  return { ...total, standing };
};
