import type { Observation } from '@nightjar/sdk/wire';
import { duration } from '../ui/time.ts';

type Located = NonNullable<Observation['located']>;

const by: Readonly<Record<Located['by'], string>> = {
  rule: 'told by a rule',
  join: 'told by the catalog',
  name: 'told by its name',
  default: 'the default of its source',
  none: 'not in the catalog',
};

const called = ({ said, hints }: Located): string => {
  const [hint] = hints;
  if (hint !== undefined) return `${hint.join} ${hint.value}`;
  return said.length === 0 ? 'no name' : said.slice(0, 3).join(', ');
};

/** `from github acme/pricing, told by the catalog (0.95)`; null where the sender named the service as the catalog does. */
export const foundHow = ({ located }: Pick<Observation, 'located'>): string | null => {
  if (located === null) return null;
  const sure = located.by === 'rule' || located.by === 'none' ? '' : ` (${located.confidence})`;
  return `from ${called(located)}, ${by[located.by]}${sure}`;
};

/** `clock of jenkins is 4 m 00 s ahead; set right`; null where it is right. */
export const clockHow = (
  { clockAheadMs }: Pick<Observation, 'clockAheadMs'>,
  source: string,
): string | null => {
  if (clockAheadMs === 0) return null;
  return `clock of ${source} is ${duration(Math.abs(clockAheadMs))} ${clockAheadMs > 0 ? 'ahead' : 'behind'}; set right`;
};
