import type { Caller } from '@nightjar/kernel/caller';
import { nearest } from '@nightjar/query/nearest';
import { cloudEvents } from '../../sources/cloudevents/index.ts';
import { readerNamed } from '../../sources/readers.ts';
import { refused } from '../../sources/refusals.ts';
import type { Reader, Source } from '../../sources/source.ts';
import { type HouseParts, org } from './house.ts';

type Known = Pick<HouseParts, 'sources' | 'own'>;
type Org = Pick<Caller, 'org'>;

const prefix = 'custom/';

const meant = (name: string, names: readonly string[]): string => {
  const near = nearest(name.trim().toLowerCase(), names);
  return near === undefined ? `There are ${names.join(', ')}.` : `Did you mean ${near}?`;
};

const unknown = (name: string, names: readonly string[]) =>
  name.startsWith(prefix)
    ? refused('source.no-custom', {
        detail: `Nobody has made ${name.slice(0, 60)}; \`nightjar sources connect ${name.slice(0, 60)}\` begins it.`,
      })
    : refused('source.unknown', {
        detail: `No source is called ${JSON.stringify(name.slice(0, 60))}. ${meant(name, names)}`,
      });

/** The sender of people's own of this name: other organisations have none, as they have no webhooks. */
const ownNamed = ({ own }: Known, of: Org, name: string): Source | null =>
  of.org === org && name.startsWith(prefix) ? own.source(name.slice(prefix.length)) : null;

/** Every source that somebody can set up: those with a folder, and after them people's own. */
export const allSources = (known: Known, of: Org): Source[] => [
  ...known.sources,
  ...known.own
    .names()
    .map((name) => ownNamed(known, of, name))
    .filter((source) => source !== null)
    .sort((a, b) => (a.setup.title < b.setup.title ? -1 : 1)),
];

/** The source of this name, or a refusal that lists those there are. */
export const knownSource = (known: Known, of: Org, name: string): Source => {
  const source = known.sources.find((it) => it.name === name) ?? ownNamed(known, of, name);
  if (source === null)
    throw unknown(
      name,
      known.sources.map((it) => it.name),
    );
  return source;
};

/** As `knownSource`. A sender of people's own that there is not yet is begun: to connect it is the way to make it. */
export const begunSource = async (known: Known, caller: Caller, name: string): Promise<Source> => {
  if (name.startsWith(prefix) && caller.org === org && ownNamed(known, caller, name) === null)
    await known.own.begin(caller, name.slice(prefix.length));
  return knownSource(known, caller, name);
};

/** Whatever reads deliveries under this name: CloudEvents have no page of their own, and a token in place of a secret. */
export const knownReader = (known: Known, of: Org, name: string): Reader => {
  const readers: readonly Reader[] = [...known.sources, cloudEvents];
  const reader = readerNamed(readers, () => ownNamed(known, of, name), name);
  if (reader === undefined)
    throw unknown(
      name,
      readers.map((it) => it.name),
    );
  return reader;
};
