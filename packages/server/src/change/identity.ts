import { createHash } from 'node:crypto';
import { storableText } from './storable.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The id of the change that (org, source, key) names: derived, so that every process and every replay finds the same one. */
export const changeId = (org: number, source: string, key: string): string =>
  `chg_${sha256(`${org}\0${source}\0${key}`).slice(0, 20)}`;

/** The id of the alert that (org, source, key) names. */
export const alertId = (org: number, source: string, key: string): string =>
  `alr_${sha256(`${org}\0${source}\0${key}`).slice(0, 20)}`;

/** The id of the diagnosis of what is named: a group of alerts, or a question. */
export const diagnosisId = (org: number, of: string): string => `dgn_${sha256(`${org}\0${of}`).slice(0, 20)}`;

/** The stream that holds a change's observations. */
export const changeStream = (id: string): string => `change:${id}`;

/** The value with the keys of every object sorted, so that two spellings of the same content are one text. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
};

/** One text for all spellings of the same content. */
export const canonical = (content: unknown): string => JSON.stringify(sorted(content));

/** A key for content that names none: the same content is the same change, so a sender may repeat itself. */
export const keyOfContent = (content: unknown): string =>
  `content:${sha256(canonical(content)).slice(0, 32)}`;

/** More characters than any sender's id has, and few enough for an index. */
const longestKey = 500;

/** A sender's id as the log can hold it: without NUL and half characters; where it is too long, the hash of it. */
export const keptKey = (id: string): string => {
  const key = storableText(id);
  return key.length <= longestKey ? key : keyOfContent(id);
};
