import { parseJson } from '@nightjar/kernel/http/json';
import type { Asked } from './answer.ts';
import { hashOf } from './documents.ts';
import { refuse } from './refusals.ts';

/** One question as it came: by its text, by its hash, or by both. */
export type Question = Asked & { readonly text: string | null; readonly hash: string | null };

const isRecord = (it: unknown): it is Readonly<Record<string, unknown>> =>
  typeof it === 'object' && it !== null && !Array.isArray(it);

const record = (it: unknown, name: string): Readonly<Record<string, unknown>> => {
  if (it === undefined || it === null) return {};
  if (!isRecord(it))
    throw refuse('graphql.request', { detail: `\`${name}\` must be an object.`, pointer: `/${name}` });
  return it;
};

const text = (it: unknown, name: string): string | null => {
  if (it === undefined || it === null) return null;
  if (typeof it !== 'string')
    throw refuse('graphql.request', { detail: `\`${name}\` must be a text.`, pointer: `/${name}` });
  return it;
};

const hashIn = (extensions: unknown): string | null => {
  const { persistedQuery } = record(extensions, 'extensions');
  if (persistedQuery === undefined) return null;
  const { version, sha256Hash } = record(persistedQuery, 'extensions.persistedQuery');
  if (version !== 1 || typeof sha256Hash !== 'string' || !/^[0-9a-f]{64}$/.test(sha256Hash))
    throw refuse('graphql.request', {
      detail: '`persistedQuery` must be {"version": 1, "sha256Hash": "<64 digits>"}.',
    });
  return sha256Hash;
};

/** Reads the body of a POST (GraphQL over HTTP, and the hash as Apollo's clients send it). Refuses with `graphql.request`. */
export const questionIn = (body: unknown): Question => {
  if (Array.isArray(body))
    throw refuse('graphql.request', {
      detail: 'Several questions in one request are not taken: send one at a time.',
    });
  if (!isRecord(body)) throw refuse('graphql.request', { detail: 'The body must be an object.' });
  const query = text(body['query'], 'query');
  const hash = hashIn(body['extensions']);
  if (query === null && hash === null)
    throw refuse('graphql.request', { detail: '`query` is missing.', pointer: '/query' });
  if (query !== null && hash !== null && hashOf(query) !== hash) throw refuse('graphql.hash');
  return {
    text: query,
    hash,
    operationName: text(body['operationName'], 'operationName'),
    variables: record(body['variables'], 'variables'),
  };
};

const json = (it: string | undefined): unknown => (it === undefined ? undefined : parseJson(Buffer.from(it)));

type Query = {
  readonly extensions?: string | undefined;
  readonly variables?: string | undefined;
  readonly operationName?: string | undefined;
};

/** Reads the query of a GET, which takes a document by its hash only. */
export const questionInQuery = (query: Query): Question => {
  const hash = hashIn(json(query.extensions));
  if (hash === null)
    throw refuse('graphql.request', {
      detail: 'A GET names a document by its hash, in `extensions`.',
      next: 'POST a document that is not registered.',
    });
  return {
    text: null,
    hash,
    operationName: query.operationName ?? null,
    variables: record(json(query.variables), 'variables'),
  };
};
