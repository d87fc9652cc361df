import { answerTo } from '@nightjar/kernel/http/problem';
import type { GraphQLError } from 'graphql';

/** An error of an answer: the problem that REST would answer, in the shape of GraphQL. */
export type ToldError = {
  readonly message: string;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string; readonly status: number };
};

/** As clients of persisted queries know it (Apollo's automatic persisted queries). */
const unknownHash = {
  code: 'graphql.unknown-hash',
  message: 'PersistedQueryNotFound',
  asKnown: 'PERSISTED_QUERY_NOT_FOUND',
};

/** What is told of something that was thrown: its own words where it is a refusal, else only the id that the log has it under. */
export const toldOf = (thrown: unknown, requestId: string): { told: ToldError; bug: boolean } => {
  const { problem, bug } = answerTo(thrown, requestId);
  const { detail, code, title: _, type: __, ...rest } = problem;
  const known = code === unknownHash.code;
  return {
    bug,
    told: {
      message: known ? unknownHash.message : detail,
      extensions: { code: known ? unknownHash.asKnown : code, ...rest },
    },
  };
};

/** The same for what was thrown while a field was read: with the place of the field. */
export const toldOfField = (error: GraphQLError, requestId: string): { told: ToldError; bug: boolean } => {
  // What the library itself finds wrong while it reads is wrong with us: a null where the schema promises something.
  const { told, bug } = toldOf(error.originalError ?? error, requestId);
  return {
    bug,
    told: {
      ...told,
      ...(error.locations === undefined ? {} : { locations: error.locations }),
      ...(error.path === undefined ? {} : { path: error.path }),
    },
  };
};
