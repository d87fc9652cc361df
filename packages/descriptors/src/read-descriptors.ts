import { accepts as definitions, readDefinitionFile } from './definition-file.ts';
import type { Description, Fault, Reading } from './description.ts';
import { type Format, formats } from './formats.ts';
import { faultOf, type Problem, quoted } from './problem.ts';
import type { Outcome, Where } from './reading.ts';
import type { Ref } from './ref.ts';
import { field, isFields } from './shape.ts';
import type { Parsed } from './yaml/parse.ts';
import { readYaml } from './yaml/read-yaml.ts';

type Document = Reading['documents'][number];

/** A manifest of Kubernetes in the wrong place is the likeliest mistake, so it is called by its name. */
const looksLikeKubernetes = (value: unknown): boolean =>
  isFields(value) && field(value, 'apiVersion') !== undefined && field(value, 'kind') !== undefined;

const unknown = (value: unknown): Problem => ({
  code: 'kind',
  path: [],
  says: looksLikeKubernetes(value)
    ? 'This looks like an object of Kubernetes, not like a descriptor.'
    : `No descriptor is known that is like this${isFields(value) ? '' : `: it is ${quoted(value)}`}.`,
  next: looksLikeKubernetes(value)
    ? 'Run nightjar catalog discover on manifests; an own kind of Backstage belongs in a file called catalog-info.yaml.'
    : `Send ${[...formats.map((format) => format.accepts), definitions].join(', or ')}.`,
});

const read = (document: Parsed, where: Where, inFile: readonly Format[]): Outcome => {
  const format =
    formats.find((each) => each.recognises(document.value, where.path)) ??
    // An own kind beside entities that are known is an entity too.
    inFile.find(() => looksLikeKubernetes(document.value));
  return format?.read(document.value, where) ?? { is: 'problem', problem: unknown(document.value) };
};

/** The second to describe an entity in one file is refused: nobody could say which of the two is meant. */
const duplicate = (
  descriptions: readonly Description[],
  first: ReadonlyMap<Ref, number>,
  line: number,
  place: string,
): Fault | undefined => {
  const again = descriptions.find((description) => first.has(description.entity));
  if (again === undefined) return undefined;
  return {
    code: 'duplicate',
    place,
    line,
    column: 1,
    says: `${quoted(again.name)} is ${again.entity}, which line ${first.get(again.entity)} describes already.`,
    next: 'Keep one of the two; names that differ only by case are one name.',
  };
};

/**
 * Reads a file of descriptors, each of its documents alone: what is wrong with one is told with its line, and the others
 * stand. The format is known by what a document says, else by the name of the file. Never throws.
 */
export const readDescriptors = (text: string, where: Where): Reading => {
  const definition = readDefinitionFile(text, where);
  if (definition !== null) return definition;
  const stream = readYaml(text, where.path);
  if (stream.is === 'refused')
    return { documents: [{ is: 'refused', document: 1, line: 1, fault: stream.fault }] };
  const known = stream.documents.flatMap((document) =>
    document.is === 'parsed' ? (formats.find((each) => each.recognises(document.value, '')) ?? []) : [],
  );
  const first = new Map<Ref, number>();
  const documents = stream.documents.map((document, index): Document => {
    const refused = (fault: Fault): Document => ({
      is: 'refused',
      document: index + 1,
      line: document.is === 'parsed' ? document.line : fault.line,
      fault,
    });
    if (document.is === 'refused') return refused(document.fault);
    const outcome = read(document, where, known);
    if (outcome.is === 'fault') return refused(outcome.fault);
    if (outcome.is === 'problem') return refused(faultOf(outcome.problem, document, where.path));
    const { line } = document;
    const again = duplicate(outcome.descriptions, first, line, where.path);
    if (again !== undefined) return refused(again);
    for (const description of outcome.descriptions) first.set(description.entity, line);
    return {
      is: 'read',
      document: index + 1,
      line,
      descriptions: outcome.descriptions.map((description) => ({ ...description, line })),
      warnings: outcome.warnings.map((warning) => faultOf(warning, document, where.path)),
    };
  });
  return { documents };
};
