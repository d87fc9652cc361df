import type { Reader } from '@nightjar/descriptors/description';

const units = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `3 days`, `an hour`; less than a minute is `moments`. */
export const lasting = (ms: number): string => {
  for (const [unit, length] of units) {
    const count = Math.floor(ms / length);
    if (count === 1) return unit === 'hour' ? 'an hour' : `a ${unit}`;
    if (count > 1) return `${count} ${unit}s`;
  }
  return 'moments';
};

/** Without the reader before the colon: `github.com/acme/pricing/catalog-info.yaml`. */
const placeOf = (source: string): string => source.slice(source.indexOf(':') + 1);

/** `catalog-info.yaml of github.com/acme/pricing`. */
const fileOf = (source: string): string => {
  const place = placeOf(source);
  const slash = place.lastIndexOf('/');
  return slash < 0 ? place : `${place.slice(slash + 1)} of ${place.slice(0, slash)}`;
};

type Heard = {
  readonly by: Reader;
  readonly source: string;
  readonly actor: string | null;
  readonly ageMs: number;
  /** What it was concluded from is still seen. */
  readonly seenMs: number | null;
  /** Why the source cannot be read any longer, where it cannot. */
  readonly failure: string | null;
};

/** Why we think so, in words: "catalog-info.yaml of github.com/acme/pricing says so, 3 days ago". */
export const reasonOf = ({ by, source, actor, ageMs, seenMs, failure }: Heard): string => {
  const ago = `${lasting(ageMs)} ago`;
  const seen = seenMs === null ? ago : `last seen ${lasting(seenMs)} ago`;
  const lost = failure === null ? '' : `; it cannot be read any longer: ${failure}`;
  switch (by) {
    case 'manual':
      return `${actor ?? 'somebody'} said so in Nightjar, ${ago}`;
    case 'committers':
      return `has changed the code of ${placeOf(source)} most of late, as of ${ago}${lost}`;
    case 'kubernetes':
    case 'ecs':
    case 'lambda':
      return `its labels in ${placeOf(source)} say so, ${seen}${lost}`;
    case 'compose':
    case 'traces':
      return `${placeOf(source)} shows it, ${seen}${lost}`;
    case 'nightjar':
      return `Nightjar says so of itself, ${ago}`;
    case 'backstage':
    case 'effx':
    case 'codeowners':
    case 'definition':
    case 'repository':
      return `${fileOf(source)} says so, ${ago}${lost}`;
  }
};
