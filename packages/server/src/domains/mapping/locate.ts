import type { Ref } from '@nightjar/descriptors/ref';
import { fold } from '@nightjar/query/fold';
import type { About, Locate, Located } from '../../change/located.ts';
import { confidence } from './confidence.ts';
import type { Match, Meant } from './events.ts';
import { joinKey, loose, matchKey } from './key.ts';
import type { KnownThings, Thing } from './known.ts';

/** What an organisation's people have said, and what its catalog knows. */
export type Atlas = {
  readonly known: KnownThings;
  /** By `ruleKey`. */
  readonly rules: ReadonlyMap<string, Meant>;
  readonly defaults: ReadonlyMap<
    string,
    { readonly service: Ref | null; readonly environment: string | null }
  >;
};

export const ruleKey = (source: string, match: Match): string => `${source}\0${matchKey(match)}`;

type Found = {
  readonly by: Located['by'];
  readonly confidence: number;
  readonly services: readonly string[];
};

const unique = (names: readonly string[]): string[] => [
  ...new Map(names.map((name) => [fold(name), name])).values(),
];

/** A rule of the source counts before one of all sources. */
const ruleFor = ({ rules }: Atlas, source: string, match: Match): Meant | undefined =>
  rules.size === 0 ? undefined : (rules.get(ruleKey(source, match)) ?? rules.get(ruleKey('*', match)));

/** A thing that a person named may have left the catalog since: its name is what the person meant. */
const nameOf = ({ known }: Atlas, ref: Ref): string => {
  const thing = known.find(ref);
  return thing === undefined ? ref.slice(ref.indexOf('/') + 1) : known.nameOf(thing);
};

const byRule = (atlas: Atlas, { source, services, hints }: About): Found | null => {
  const found: string[] = [];
  for (const { join, value } of hints) {
    const meant = ruleFor(atlas, source, { is: 'join', join, value });
    if (meant !== undefined && 'service' in meant) found.push(nameOf(atlas, meant.service));
  }
  if (found.length > 0) return { by: 'rule', confidence: confidence.rule, services: unique(found) };
  let any = false;
  const named = services.map((name) => {
    const meant = ruleFor(atlas, source, { is: 'name', name });
    if (meant === undefined || !('service' in meant)) return name;
    any = true;
    return nameOf(atlas, meant.service);
  });
  return any ? { by: 'rule', confidence: confidence.rule, services: unique(named) } : null;
};

/** Where more share an id than these, a line that named all of them would tell nothing: the sender's words stand, for a person to settle. */
const mostShared = 50;

/** Of those that share a repository, the ones that the rest of the report speaks of: by a name, another id, or a path. */
const narrowed = (
  { known }: Atlas,
  shared: ReadonlySet<Thing>,
  { services, hints }: About,
): readonly Thing[] => {
  const named = services.flatMap((name) => known.called(name)).filter((thing) => shared.has(thing));
  if (named.length > 0) return named;
  const paths = hints
    .filter(({ join }) => join === 'path')
    .map(({ value }) => fold(value).replace(/^[./]+/, ''));
  if (paths.length === 0) return [];
  return shared
    .values()
    .filter((thing) => {
      const own = known.pathOf(thing);
      return own !== null && own !== '' && paths.some((path) => path === own || path.startsWith(`${own}/`));
    })
    .toArray();
};

/**
 * By the sender's ids, as the catalog knows them. An id of one thing alone tells more than one that several share; where nothing
 * else narrows those, the report is about all of them, at a low confidence: whoever looks at one of them at night has to find it,
 * and it is one line of the feed all the same.
 */
const byJoin = (atlas: Atlas, about: About): Found | null => {
  const { known } = atlas;
  const all = about.hints.map((hint) => known.joined(joinKey(hint)));
  const names = (things: readonly Thing[]): string[] => unique(things.map(known.nameOf));
  const alone = all.filter((things) => things.size === 1).flatMap((things) => [...things]);
  if (alone.length > 0) return { by: 'join', confidence: confidence.join, services: names(alone) };
  const shared = all.find((things) => things.size > 1);
  if (shared === undefined) return null;
  const few = narrowed(atlas, shared, about);
  if (few.length > 0) return { by: 'join', confidence: confidence.narrowed, services: names(few) };
  return shared.size > mostShared
    ? null
    : { by: 'join', confidence: confidence.shared, services: names([...shared]) };
};

/** By name. Of several names those that nobody knows stand as they are; a name of two different things is nobody's. */
const byName = (atlas: Atlas, { services }: About): Found | null => {
  const { known } = atlas;
  let found = 0;
  let sure: number = confidence.name;
  const named = services.map((name) => {
    const called = unique(known.called(name).map(known.nameOf));
    const [only] = called;
    if (only === undefined || called.length > 1) return name;
    found += 1;
    if (fold(only) === fold(name)) return name;
    const isAlias = loose(only) !== loose(name);
    sure = Math.min(sure, isAlias ? confidence.name : confidence.loosely);
    return only;
  });
  return found === 0 ? null : { by: 'name', confidence: sure, services: unique(named) };
};

const byDefault = (atlas: Atlas, { source }: About): Found | null => {
  const service = atlas.defaults.get(source)?.service ?? null;
  return service === null
    ? null
    : { by: 'default', confidence: confidence.default, services: [nameOf(atlas, service)] };
};

const environmentOf = (atlas: Atlas, { source, environment }: About): string | null => {
  if (environment === null) return atlas.defaults.get(source)?.environment ?? null;
  const meant = ruleFor(atlas, source, { is: 'environment', environment });
  return meant !== undefined && 'environment' in meant ? meant.environment : environment;
};

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, index) => fold(name) === fold(b[index] ?? ''));

/** Where nothing is known of the organisation yet the sender's words stand, and nothing is said of how they were found. */
export const locateIn =
  (atlasOf: (org: number) => Atlas | undefined): Locate =>
  (about) => {
    const { org, services, hints } = about;
    const atlas = atlasOf(org);
    if (atlas === undefined) return { services, environment: about.environment, located: null };
    const environment = environmentOf(atlas, about);
    const found =
      byRule(atlas, about) ?? byJoin(atlas, about) ?? byName(atlas, about) ?? byDefault(atlas, about);
    if (found === null)
      return {
        services,
        environment,
        located: { by: 'none', confidence: confidence.none, said: services, hints },
      };
    // Named as the catalog names them: there is nothing to tell.
    if (found.by === 'name' && same(found.services, services))
      return { services, environment, located: null };
    const { by, confidence: sure } = found;
    return {
      services: found.services,
      environment,
      located: { by, confidence: sure, said: services, hints },
    };
  };
