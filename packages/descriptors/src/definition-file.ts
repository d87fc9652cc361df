import { maybeDefinition, readDefinition } from './definitions/read-definition.ts';
import type { Reading } from './description.ts';
import type { Where } from './reading.ts';

export const accepts = 'the definition of an API (OpenAPI, AsyncAPI, GraphQL, protobuf)';

/** Its name says so, or its first lines do; as JSON it may all be one line. */
const begins = /^[\s{]*(?:#.*\n\s*|---\s+)*["']?(?:openapi|swagger|asyncapi)["']?\s*:/;

/** A file that is the definition of an API as a whole: one document, with one or several APIs; null where it is none. */
export const readDefinitionFile = (text: string, where: Where): Reading | null => {
  if (!maybeDefinition(where.path) && !begins.test(text.slice(0, 4000))) return null;
  const { origin, repository, path } = where;
  const reading = readDefinition({ path, text }, { origin, ...(repository && { repository }) });
  if (reading === null) return null;
  const { descriptions, faults, warnings } = reading;
  const [fault] = faults;
  if (descriptions.length === 0 && fault !== undefined)
    return { documents: [{ is: 'refused', document: 1, line: fault.line, fault }] };
  return {
    documents: [{ is: 'read', document: 1, line: 1, descriptions, warnings: [...faults, ...warnings] }],
  };
};
