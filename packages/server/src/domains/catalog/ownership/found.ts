import type { Ref } from '@nightjar/descriptors/ref';
import { type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { compareBytes } from '../byte-order.ts';
import { stood } from '../instant.ts';
import { entities } from '../projection.ts';

/** Where a finding stands in the list: `urgency` of its entity, the entity, and the rule, which is a place in `nudges`. */
export type Place = readonly [urgency: number, ref: Ref, rule: number];

export const beginning: Place = [-1, '', -1];

/** What a rule finds: about whom, and since when, where that is known. */
export type Found = {
  readonly urgency: number;
  readonly ref: Ref;
  readonly rule: number;
  readonly about: Ref | null;
  readonly since: Date | null;
};

export const placeOf = ({ urgency, ref, rule }: Found): Place => [urgency, ref, rule];

export const byPlace = (a: Found, b: Found): number =>
  a.urgency - b.urgency || compareBytes(a.ref, b.ref) || a.rule - b.rule;

/** Where and what to look at. */
export type Look = {
  readonly reader: Reader;
  readonly at: Date | null;
  readonly now: Date;
  /** A filter over `e`, a row of `entity`. */
  readonly where: Sql;
  readonly after: Place;
  /** The most findings wanted. */
  readonly wanted: number;
};

export const tableOf = ({ reader }: Pick<Look, 'reader'>, name: 'entity' | 'relation' | 'claim'): Sql =>
  reader.table(entities, name);

/** Rows of `e` that somebody should own; as the partial indexes have it. */
export const nudgedRows = ({ reader, at }: Pick<Look, 'reader' | 'at'>): Sql =>
  sql`e.org = ${reader.caller.org}::int and ${stood('e', at)} and e.urgency is not null`;

/** Rows of `e` that are not all before a place; their findings may still be. */
export const notBefore = ([urgency, ref]: Place): Sql =>
  sql`(e.urgency, e.ref) >= (${urgency}::int, ${ref}::text)`;

export const isAfter = (found: Sql, [urgency, ref, rule]: Place): Sql =>
  sql`${found} > (${urgency}::int, ${ref}::text, ${rule}::int)`;
