import { type ServicePage, type ServicePageVariables, servicePageDocument } from './answers.ts';
import { ProblemError } from './failure.ts';
import type { Line } from './line.ts';

type Told = {
  readonly message: string;
  readonly extensions?: Partial<{
    readonly code: string;
    readonly status: number;
    readonly next: string;
    readonly pointer: string;
    readonly offset: number;
  }>;
};

type Answer<Data> = { readonly data?: Data | null; readonly errors?: readonly Told[] };

type Options = {
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  /** Of several operations in the document, which. */
  readonly operationName?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

export type Graph = {
  /**
   * Asks any document of docs/reference/schema.graphql. Fails with `ProblemError` where anything of it was refused: who can do
   * with a part asks for the parts one by one.
   */
  readonly ask: <Data>(document: string, options?: Options) => Promise<Data>;
};

/** All that the page of a thing shows before anything more is opened on it. */
export type PageOfEntity = NonNullable<ServicePage['entity']> & {
  /** Where the stream of changes goes on from this answer: for `changes.follow({ lastEventId })`. */
  readonly follow: string;
};

export type ReadServicePage = (
  /** A reference, a name or an alias: `service:default/pricing`, `pricing`. */
  ref: string,
  options?: { readonly at?: string | null | undefined; readonly signal?: AbortSignal | undefined },
) => Promise<PageOfEntity>;

const path = '/graphql';

/** The same failure as if REST had refused it. */
const failureOf = ({ message, extensions = {} }: Told): ProblemError => {
  const { code = 'graphql', status = 500, next, pointer, offset } = extensions;
  return new ProblemError(status, {
    code,
    detail: message,
    ...(next === undefined ? {} : { next }),
    ...(pointer === undefined ? {} : { pointer }),
    ...(offset === undefined ? {} : { offset }),
  });
};

const dataIn = <Data>({ data, errors = [] }: Answer<Data>): Data => {
  const [first] = errors;
  if (first !== undefined) throw failureOf(first);
  return data as Data;
};

const posted =
  (line: Line): Graph['ask'] =>
  async <Data>(query: string, { variables = {}, operationName, signal }: Options = {}) => {
    const body = { query, variables, operationName };
    // Reading again is harmless.
    return dataIn(
      await line.json<Answer<Data>>({ method: 'POST', path, body, signal, repeatable: true }, []),
    );
  };

type Document = { readonly hash: string; readonly text: string };

/** By its hash, so that browsers and proxies can keep the answer; a server of another version is sent the document itself. */
const byHash = async <Data>(
  line: Line,
  { hash, text }: Document,
  variables: Readonly<Record<string, unknown>>,
  signal: AbortSignal | undefined,
): Promise<Data> => {
  const query = {
    extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hash } }),
    variables: JSON.stringify(variables),
  };
  const answer = await line.json<Answer<Data>>({ path, query, signal }, []);
  const isUnknown = answer.errors?.some(({ extensions }) => extensions?.code === 'PERSISTED_QUERY_NOT_FOUND');
  return isUnknown === true ? posted(line)<Data>(text, { variables, signal }) : dataIn(answer);
};

export const graphOver = (line: Line): Graph => ({ ask: posted(line) });

export const servicePageOver =
  (line: Line): ReadServicePage =>
  async (ref, { at, signal } = {}) => {
    const variables: ServicePageVariables = { ref, ...(at == null ? {} : { at }) };
    const { entity, follow } = await byHash<ServicePage>(line, servicePageDocument, variables, signal);
    if (entity === null) throw failureOf({ message: `There is no ${ref}.`, extensions: { status: 404 } });
    return { ...entity, follow };
  };
