import { fold } from '@nightjar/query/fold';
import type { EntityPage, KeptCatalog, Who } from '@nightjar/sdk/wire';

type KeptEntity = KeptCatalog['entities'][number];
type Named = KeptEntity['owners'][number];

/** By reference (the kind may stand alone before the name), by name or by alias. */
const meant = ({ entities }: KeptCatalog, text: string): KeptEntity | null => {
  const wanted = fold(text);
  const [kind, name] = wanted.split(':');
  return (
    entities.find(({ ref }) => fold(ref) === wanted) ??
    entities.find((it) => it.kind === kind && fold(it.name) === name) ??
    entities.find((it) => fold(it.name) === wanted) ??
    entities.find(({ aliases }) => aliases.some((alias) => fold(alias) === wanted)) ??
    null
  );
};

const named = ({ entities }: KeptCatalog, ref: string): Named => {
  const known = entities.find((it) => it.ref === ref);
  const [kind = '', rest = ''] = ref.split(':');
  const name = rest.slice(rest.indexOf('/') + 1);
  return known === undefined
    ? { ref, kind, name, known: false }
    : { ref, kind: known.kind, name: known.name, known: true };
};

/** The page of an entity, as far as it is kept: its past, and who says what about it, are the server's. */
export const pageFromKept = (catalog: KeptCatalog, text: string): EntityPage | null => {
  const entity = meant(catalog, text);
  if (entity === null) return null;
  const { relations, ...card } = entity;
  return {
    ...card,
    versions: [],
    joins: {},
    annotations: {},
    definition: null,
    rest: {},
    relations: relations.map(({ type, to, inverse }) => ({
      direction: inverse === true ? 'in' : 'out',
      type,
      to: named(catalog, to),
      confidence: 1,
      sources: [],
      observed: false,
      why: null,
      lastSeen: null,
    })),
    relationsCut: true,
    sources: [],
    moments: [],
    others: [],
    position: catalog.position,
    stale: false,
    at: null,
  };
};

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** Whom to call, as far as it is kept: its own contacts, then its owners'. */
export const whoFromKept = (catalog: KeptCatalog, text: string): Who | null => {
  const entity = meant(catalog, text);
  if (entity === null) return null;
  const parties = [entity, ...entity.owners.flatMap(({ ref }) => meant(catalog, ref) ?? [])];
  const contacts = parties.flatMap((party) =>
    party.contacts.map((contact) => ({ ...contact, of: named(catalog, party.ref) })),
  );
  const owners = entity.owners.map(({ name }) => name);
  const owned =
    owners.length === 0
      ? `Nobody is known to own ${entity.name}.`
      : `${listed(owners)} ${owners.length === 1 ? 'owns' : 'own'} ${entity.name}.`;
  const isParty = entity.kind === 'team' || entity.kind === 'person';
  return {
    entity: named(catalog, entity.ref),
    tier: entity.tier,
    answer: isParty ? `${entity.name} is a ${entity.kind}.` : owned,
    owners: entity.owners.map((owner) => ({ owner, chosen: true, confidence: 1, reasons: [], said: [] })),
    contested: entity.contested,
    contacts,
    people: [],
    at: null,
    position: catalog.position,
    stale: false,
  };
};
