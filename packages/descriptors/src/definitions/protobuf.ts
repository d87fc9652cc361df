import protobuf from 'protocol-buffers-schema';
import type { Description, File } from '../description.ts';
import { type Draft, put } from '../draft.ts';
import { refOf } from '../ref.ts';
import { repositoryAt } from '../repository.ts';
import { carried, type DefinitionReading, described, refused } from './definition.ts';

const maxLength = 500_000;
/** The parser takes its words off the front of a list, which costs n²: 2 s for 80,000 of them, 0.6 s for these. */
const maxWords = 50_000;

/** Words and signs outside of comments, as the parser counts them. */
const wordsIn = (text: string): number => {
  const code = text
    .split('*/')
    .map((part) => part.split('/*', 1)[0] ?? '')
    .join(' ');
  return code.replace(/\/\/[^\n]*/g, '').match(/[;,{}()=:[\]<>]|[^\s;,{}()=:[\]<>]+/g)?.length ?? 0;
};

/** The comment right before the service, which is its documentation (protobuf.dev, style guide). */
const commentBefore = (lines: readonly string[], line: number): string => {
  const comment: string[] = [];
  for (let at = line - 2; at >= 0 && /^\s*\/\//.test(lines[at] ?? ''); at--)
    comment.unshift((lines[at] ?? '').replace(/^\s*\/\/+\s?/, ''));
  return comment.join('\n');
};

/** The parser says over which word it stumbled, not where; one that stands there twice is looked for in vain. */
const lineOf = (lines: readonly string[], message: string): number => {
  if (/^No closing tag/.test(message)) return lines.length;
  const token = /(?:found |: )(\S+?)\.?$/.exec(message)?.[1];
  const at =
    token === undefined || !/^\w+$/.test(token)
      ? []
      : lines.flatMap((line, index) => (line.split(/\W+/).includes(token) ? [index + 1] : []));
  return at.length === 1 ? (at[0] ?? 1) : 1;
};

/** On which line each service begins: all found in one look, since a file of 500 kB may hold 40,000. */
const declarations = (lines: readonly string[]): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const [index, text] of lines.entries()) {
    const name = /^\s*service\s+(\w+)/.exec(text)?.[1];
    if (name !== undefined && !found.has(name)) found.set(name, index + 1);
  }
  return found;
};

/** The services of a protobuf file, each an API; null where it has none: messages alone are nobody's API. */
export const readProtobuf = (file: File, repository?: string): DefinitionReading | null => {
  const lines = file.text.split(/\r\n|\r|\n/);
  if (file.text.length > maxLength)
    return refused(file, { line: 1, column: 1 }, 'The file is larger than 500 kB.', 'Split it.', 'too-large');
  if (wordsIn(file.text) > maxWords)
    return refused(
      file,
      { line: 1, column: 1 },
      `The file has more than ${maxWords} words.`,
      'Split it.',
      'too-large',
    );
  let parsed: ReturnType<typeof protobuf.parse>;
  try {
    parsed = protobuf.parse(file.text);
  } catch (error) {
    // The parser throws whatever comes: an Error of its own, or a TypeError where the text just ends.
    const message =
      error instanceof Error && !(error instanceof TypeError) ? error.message.split('\n', 1)[0] : undefined;
    const says = `This is no protobuf: ${message ?? 'it ends too early'}`;
    return refused(
      file,
      { line: message === undefined ? lines.length : lineOf(lines, message), column: 1 },
      says,
      'Mend it; `protoc` would refuse it too.',
    );
  }
  const services = parsed.services ?? [];
  if (services.length === 0) return null;
  const { definition, warnings } = carried(file);
  const declared = declarations(lines);
  return {
    warnings,
    descriptions: services.map((service): Description => {
      const name = parsed.package === null ? service.name : `${parsed.package}.${service.name}`;
      const line = declared.get(service.name) ?? 1;
      const says: Draft = { title: service.name, type: 'grpc' };
      put(says, 'description', described(commentBefore(lines, line)));
      put(says, 'repository', repository === undefined ? undefined : repositoryAt(repository, file.path));
      put(says, 'definition', definition);
      put(says, 'rest', { methods: service.methods.map((method) => method.name) });
      return { entity: refOf('api', name), name, by: 'definition', place: file.path, line, says };
    }),
    faults: [],
  };
};
