import { refusals } from '@nightjar/kernel/refusal';

export const refuse = refusals({
  'graphql.request': {
    kind: 'invalid',
    says: 'This is not a GraphQL request.',
    next: 'POST one JSON object with `query`, and `variables` and `operationName` where needed.',
  },
  'graphql.syntax': {
    kind: 'invalid',
    says: 'The document cannot be read as GraphQL.',
    next: 'Mend it at the place given.',
  },
  'graphql.invalid': {
    kind: 'invalid',
    says: 'The document asks for something that the schema does not have, or in a way that it does not allow.',
    next: 'Compare it with docs/reference/schema.graphql, or ask for `__schema`.',
  },
  'graphql.variables': {
    kind: 'invalid',
    says: 'The variables are not of the types that the document declares.',
    next: 'Mend the variable named.',
  },
  'graphql.too-large': {
    kind: 'too-large',
    says: 'The document is larger than any question needs to be.',
    next: 'Ask less at a time; what is asked often belongs into a fragment.',
  },
  'graphql.too-deep': {
    kind: 'invalid',
    says: 'The document is nested deeper than is allowed.',
    next: 'Ask for the inner things by a request of their own.',
  },
  'graphql.too-dear': {
    kind: 'invalid',
    says: 'The document could read more than one request may.',
    next: 'Ask for fewer with `first`, or go on with cursors.',
  },
  'graphql.first': {
    kind: 'invalid',
    says: 'A page holds fewer, and at least one.',
    next: 'Take a smaller `first`, and go on with `after`.',
  },
  'graphql.only-read': {
    kind: 'invalid',
    says: 'The graph is for reading.',
    next: 'Change things over the REST API: /openapi.json lists what can be.',
  },
  'graphql.too-slow': {
    kind: 'unavailable',
    says: 'The answer took too long and was given up.',
    next: 'Ask for less at a time, or try again in a moment.',
  },
  'graphql.unknown-hash': {
    kind: 'missing',
    says: 'No document of this hash is known.',
    next: 'POST the document itself with its hash.',
  },
  'graphql.hash': {
    kind: 'invalid',
    says: 'The hash is not the SHA-256 of the document.',
    next: 'Hash the bytes of `query` as they are sent.',
  },
});
