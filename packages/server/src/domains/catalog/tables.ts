import { foldedSql } from '@nightjar/query/fold';
import { systemSql } from './search/fields.ts';

/** What should have somebody who answers for it. */
const asked = ['service', 'api', 'resource', 'system'].map((kind) => `'${kind}'`).join(', ');
const unknownTier = 9;

/**
 * - `claim` is what stands: the last word of each source about each entity.
 * - `former` is each claim that another word of its source took the place of, or took back: who said what at an instant is
 *   a look at both, without the log (5,000 facts of one entity took 224 ms to fold).
 * - `withdrawn` is where a source last took its word back: it may say the same again, and that is another fact.
 * - `entity` has a row for each version of each entity, chosen from its claims: `since` inclusive, `until` exclusive,
 *   `infinity` for the one that stands. Every read asks at an instant; without one, for `until = 'infinity'`.
 * - `relation` has a row for each version of each edge, put together from all claims of both ends, read as
 *   `from_ref type to_ref`. An edge is known by its `claimed_by`: two entities may say the same edge, one row each.
 * - `name` is what an entity is called, for finding it: the name, the title, each alias, in small letters.
 *
 * Times are those at which a thing was so by its source's word. A late word, about an instant before the last that was spoken
 * of, counts from when it was recorded, and so does a source's other word about the same instant: whatever was
 * answered of the past before stays the answer. Words of several sources about one instant make one version (decision 9).
 *
 * What ends is found by `relation_claimed` and `name_of`, so they stand from the beginning.
 */
export const tables = `
create table claim (
  org int not null,
  entity text collate "C" not null,
  source text collate "C" not null,
  origin text collate "C",
  reader text collate "C" not null,
  pos bigint not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  /** From when it counts. */
  since timestamptz not null,
  actor text,
  name text not null,
  confidence float8 not null,
  line int,
  /** Of \`says\`, name and confidence. */
  hash text collate "C" not null,
  says json not null,
  primary key (org, entity, source)
) with (fillfactor = 90);

create table former (
  org int not null,
  entity text collate "C" not null,
  source text collate "C" not null,
  reader text collate "C" not null,
  pos bigint not null,
  /** Of the fact that ended it. */
  ended bigint not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  since timestamptz not null,
  /** Not after \`since\` where another word for the same instant took its place: it counted at none. */
  until timestamptz not null,
  actor text,
  name text not null,
  confidence float8 not null,
  line int,
  says json not null
);

create table withdrawn (
  org int not null,
  entity text collate "C" not null,
  source text collate "C" not null,
  pos bigint not null,
  /** From when that counts. */
  since timestamptz not null,
  primary key (org, entity, source)
);

create table entity (
  org int not null,
  ref text collate "C" not null,
  since timestamptz not null,
  until timestamptz not null,
  pos bigint not null,
  kind text collate "C" not null,
  namespace text collate "C" not null,
  /** As written. */
  name text not null,
  /** 'declared': a descriptor or a person says it; 'discovered': only observers do; 'gone': nobody does any longer. */
  state text collate "C" not null,
  tier smallint,
  type text collate "C",
  lifecycle text collate "C",
  language text collate "C",
  runtime text collate "C",
  deployment text collate "C",
  /** Refs. */
  owners text[] collate "C" not null,
  /** What an owner may be called in a filter: ref and bare name. */
  owner_names text[] collate "C" not null,
  system text collate "C",
  environments text[] collate "C" not null,
  /** \`pci\`, \`pci=yes\`. */
  tags text[] collate "C" not null,
  /** How others name it: \`github\`, \`github=acme/pricing\`. */
  joins text[] collate "C" not null,
  aliases text[] collate "C" not null,
  repository text collate "C",
  readers text[] collate "C" not null,
  /** Owners of sources that differ, though each is to be believed. */
  contested boolean not null,
  /** \`normalise\` of name, title, aliases, description, tags, owners; and its words. */
  text text collate "C" not null,
  words tsvector not null,
  /** The chosen values: the shape is \`Chosen\`. */
  body json not null,
  /** What nudges look through, narrow beside \`body\`: who answers for it first, and whether it tells how to be reached. */
  owner text collate "C" generated always as (owners[1]) stored,
  reachable boolean not null generated always as (body #>> '{contacts}' <> '{}') stored,
  /** The smaller, the sooner somebody should settle who owns it: the tier, \`unknownTier\` without one. Null: nobody need own it. */
  urgency smallint generated always as (case when state <> 'gone' and kind in (${asked}) then coalesce(tier, ${unknownTier}) end) stored,
  primary key (org, ref, since)
) with (fillfactor = 90);

create table relation (
  org int not null,
  from_ref text collate "C" not null,
  type text collate "C" not null,
  to_ref text collate "C" not null,
  /** The entity whose descriptions say so: one of the two. */
  claimed_by text collate "C" not null,
  since timestamptz not null,
  until timestamptz not null,
  confidence float8 not null,
  sources text[] collate "C" not null,
  /** Only observers say so. */
  observed boolean not null,
  why text
);

create table name (
  org int not null,
  ref text collate "C" not null,
  /** In small letters, as the filter language folds names. */
  name text collate "C" not null,
  /** 0 the name, 1 the title, 2 an alias. */
  what smallint not null,
  /** \`weightOf\` its entity's kind and tier: what is meant first. */
  weight smallint not null,
  since timestamptz not null,
  until timestamptz not null
);

create table word (
  org int not null,
  /** A word of a name that ever stood: what is misspelt is looked up here. */
  word text collate "C" not null,
  /** The word, and what it becomes when one letter is left out. */
  nearby text[] collate "C" not null,
  primary key (org, word)
);

create index relation_claimed on relation (org, claimed_by) where until = 'infinity';
create index name_of on name (org, ref);
`;

/**
 * Any mixture of fields in one look: with an index a field, each mixture would have to be intersected, and each field not
 * thought of would be a walk over all (300 ms at 250,000 entities, where this takes 2 to 14).
 */
const byField = `owner_names, tags, joins, environments, readers, aliases, (array[kind]), (array[state]), (array[tier]), (array[type]),
  (array[lifecycle]), (array[language]), (array[runtime]), (array[deployment]), (array[contested]), (${systemSql('')}),
  (${foldedSql('repository')}) nightjar.gin_trgm_ops`;

/** Of these somebody should answer for each. */
const nudged = "until = 'infinity' and urgency is not null";

/** The name of a thing and its links as they are kept, to find a runbook by: in small letters. `row` is a prefix such as `e.`. */
export const runbookText = (row: string): string => `lower(${row}name || ' ' || (${row}body #>> '{links}'))`;

/** That it has a runbook: the index is of those alone. */
export const hasRunbook = (row: string): string => `${row}body #>> '{links}' like '%"group":"runbooks"%'`;

/** That an entity's own row tells of a fault in who owns it, or names several of whom only the first is looked up otherwise. */
export const astray = '(owner is null or contested or cardinality(owners) > 1)';

/**
 * Built after the bulk of a rebuild. `now` ones are partial: what stands is a small part of what ever stood, and must not be
 * sought among it. Names hardly ever change, so theirs serve the past as well.
 */
export const indexes = `
create index claim_by_source on claim (org, source);
create index former_by_time on former (org, entity, until, since);
create index former_by_pos on former (org, entity, ended, pos);
create unique index entity_now on entity (org, ref) where until = 'infinity';
create index entity_now_by_pos on entity (org, pos) where until = 'infinity';
create index entity_now_by_kind on entity (org, kind, ref) where until = 'infinity';
create index entity_now_by_field on entity using gin (${byField}) where until = 'infinity';
create index entity_past_by_field on entity using gin (${byField}) where until < 'infinity';
create index entity_now_by_since on entity (org, since) where until = 'infinity';
create index entity_now_by_word on entity using gin (words) where until = 'infinity';
create index entity_past_by_word on entity using gin (words) where until < 'infinity';
create index entity_now_by_urgency on entity (org, urgency, ref) where ${nudged};
create index entity_now_by_owner on entity (org, owner, urgency, ref) include (reachable) where ${nudged};
create index entity_now_astray on entity (org, urgency, ref) where ${nudged} and ${astray};
create index entity_now_discovered on entity (org, urgency, ref) where ${nudged} and state = 'discovered';
create index entity_now_by_runbook on entity using gin ((${runbookText('')}) nightjar.gin_trgm_ops)
  where until = 'infinity' and ${hasRunbook('')};
create index claim_of_committers on claim (org, entity, at) where reader = 'committers';
create index relation_from on relation (org, from_ref, type, to_ref) where until = 'infinity';
create index relation_to on relation (org, to_ref, type, from_ref) where until = 'infinity';
create index relation_from_ever on relation (org, from_ref, since);
create index relation_to_ever on relation (org, to_ref, since);
create index name_exact on name (org, name);
create index name_ranked on name (org, weight, name) include (ref, since, until);
create index name_inside on name using gin (name nightjar.gin_trgm_ops);
create index word_nearby on word using gin (nearby);
create index word_like on word using gin (word nightjar.gin_trgm_ops);
`;
