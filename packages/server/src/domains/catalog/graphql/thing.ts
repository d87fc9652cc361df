import { partsOf, type Ref } from '@nightjar/descriptors/ref';
import { quote } from '@nightjar/query/print';
import type { Asking, Batch } from '../../../graphql/asking.ts';
import { pairsOf } from '../../../graphql/base.ts';
import type { Subject } from '../../../graphql/subject.ts';
import { cardOf, type EntityRow, entityRows } from '../cards.ts';
import { detailsOf } from '../page.ts';
import { entitiesMatching } from '../search/queries.ts';
import { noSynonyms } from '../search/synonyms.ts';
import type { Named } from '../wire.ts';

/** A thing of the catalog in the graph: what its own row says. What leads to others is read when it is asked for. */
export type Thing = Subject & {
  readonly ref: Ref;
  readonly row: EntityRow | null;
  /** Others that what was asked for could have meant. */
  readonly others: readonly Ref[];
};

/** What a team owns is reported under so many names at most: a filter of more is longer than the language takes. */
const mostNames = 60;

const namesOwned = async ({ reader, now }: Asking, ref: Ref, at: Date | null): Promise<string[]> => {
  const query = `kind:service owner:${quote(ref)}`;
  const { entities } = await entitiesMatching(reader, {
    query,
    limit: mostNames,
    at,
    synonyms: noSynonyms,
    now: at ?? now,
  });
  return entities.map(({ name }) => name);
};

const nobodyNamed: ReadonlyMap<Ref, Named> = new Map();

/** As on its page, with what is a record there as a list of pairs. */
const said = (row: EntityRow) => {
  const { tags, joins, annotations, ...page } = { ...cardOf(row, nobodyNamed), ...detailsOf(row) };
  return { ...page, tags: pairsOf(tags), joins: pairsOf(joins), annotations: pairsOf(annotations) };
};

/** What is named, and of which the catalog knows nothing: then nothing is said of it. */
const unsaid = {
  environments: [],
  tags: [],
  joins: [],
  annotations: [],
  versions: [],
  contacts: [],
  links: [],
  contested: false,
};

const isOwner = (kind: string): boolean => kind === 'team' || kind === 'person';

export const thingOf = (row: EntityRow, at: Date | null, others: readonly Ref[] = []): Thing => {
  const { ref, kind, name, body } = row;
  const aliases = [...(body.aliases ?? [])];
  return {
    ...said(row),
    ref,
    kind,
    name,
    aliases,
    known: true,
    at,
    row,
    others,
    names: async (asking) => (isOwner(kind) ? namesOwned(asking, ref, at) : [...new Set([name, ...aliases])]),
  } as Thing;
};

const unknown = (ref: Ref, at: Date | null): Thing => {
  const { kind, namespace, name } = partsOf(ref);
  const own = { ref, kind, namespace, name, aliases: [], known: false, at, row: null, others: [] };
  return { ...unsaid, ...own, names: async () => [name] } as Thing;
};

/** One statement for all that a level of the answer refers to. */
const things: Batch<{ readonly ref: Ref }, Thing> = async ({ reader }, keys, at) => {
  const rows = await entityRows(
    reader,
    keys.map(({ ref }) => ref),
    at,
  );
  return new Map(rows.map((row) => [row.ref, thingOf(row, at)]));
};

/** What a reference leads to, known or not. */
export const thing = async (asking: Asking, ref: Ref, at: Date | null): Promise<Thing> =>
  (await asking.one(things, { ref }, at)) ?? unknown(ref, at);

export const thingsOf = (asking: Asking, refs: readonly Ref[], at: Date | null): Promise<Thing[]> =>
  Promise.all(refs.map((ref) => thing(asking, ref, at)));
