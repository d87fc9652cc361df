import { constructFromEvents, YAMLException } from 'js-yaml';
import type { Fault } from '../description.ts';
import { eventsOf } from './events.ts';
import { type Aliased, excessOf, maxDepth } from './limits.ts';
import { locate, type Path } from './locate.ts';
import { type Position, positionAt } from './position.ts';
import { schema } from './schema.ts';
import type { Chunk } from './split.ts';
import { unstorableIn } from './unstorable.ts';

/** A document that could be read, and where in the file each part of it stands. */
export type Parsed = {
  readonly is: 'parsed';
  readonly value: unknown;
  readonly line: number;
  readonly where: (path: Path) => Position;
};

const next: Readonly<Record<string, string>> = {
  yaml: 'Mend the line; the other documents of the file are not concerned.',
  bomb: 'Write it with fewer aliases, or split it into several files.',
};

/** What the parser says, as a sentence of ours. Its `message` would show the line itself, which may hold a secret. */
const reasonOf = (error: YAMLException): string => {
  const reason = error.reason.replace(/\s+/g, ' ').trim();
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
};

/** Parses again, for what is wrong only: the events of a whole file would be ten times its size to keep. */
const find = (chunk: Chunk, path: Path): Position => {
  const { events, text } = eventsOf(chunk.text, maxDepth);
  return positionAt(text, locate(text, events, path), chunk.line);
};

/**
 * Parses one document of a stream by js-yaml. Of the two parsers for JavaScript it reads 50,000 `catalog-info.yaml` of 800
 * bytes a second on one core where yaml 2.9 reads 6,000, and yaml took 10 s for one file of 490 kB (eemeli/yaml#537); what
 * yaml has beyond it, comments and a tree to edit, nothing here needs. Its events let bombs be seen before they are built.
 */
export const parseDocument = (
  chunk: Chunk,
  place: string,
  aliased: Aliased,
): Parsed | { is: 'refused'; fault: Fault } => {
  const refuse = (code: string, says: string, position: Position) => ({
    is: 'refused' as const,
    fault: { code, place, ...position, says, next: next[code] ?? '' },
  });
  try {
    const { events, text } = eventsOf(chunk.text, maxDepth);
    const excess = excessOf(text, events, aliased) ?? unstorableIn(text, events);
    if (excess !== undefined)
      return refuse(excess.code, excess.says, positionAt(text, excess.at, chunk.line));
    const value = constructFromEvents(events, { source: text, schema })[0];
    const { line } = positionAt(text, locate(text, events, []), chunk.line);
    return { is: 'parsed', value, line, where: (path) => find(chunk, path) };
  } catch (error) {
    // js-yaml asks to catch all, not only its own: a document that breaks it in a new way must not cost the others.
    if (!(error instanceof YAMLException))
      return refuse('yaml', 'It cannot be read as YAML.', { line: chunk.line, column: 1 });
    const { line, column } = error.mark ?? { line: 0, column: 0 };
    return refuse('yaml', reasonOf(error), { line: chunk.line + line, column: column + 1 });
  }
};
