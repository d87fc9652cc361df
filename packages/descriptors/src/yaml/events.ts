import { type Event, parseEvents, YAMLException } from 'js-yaml';

/** A document has a few lists in brackets; each costs one more parse, so characters are what is counted: half a second. */
const mostAgain = 10_000_000;

/**
 * The events of a document, and the text that they are of. YAML 1.2 wants a flow collection to be indented deeper than its
 * key, closing bracket too; js-yaml 5 insists, while prettier writes the bracket below the key, and Go's parser, js-yaml 4
 * and Backstage's (yaml 2) all read it. So where that is what is wrong the line is moved right by one, and read again.
 * Only the line the parser stumbles over: a text within the document may look just like it.
 */
export const eventsOf = (text: string, maxDepth: number): { events: Event[]; text: string } => {
  let lines: string[] | undefined;
  for (let mends = 0; ; mends++)
    try {
      const mended = lines?.join('\n') ?? text;
      return { events: parseEvents(mended, { maxDepth }), text: mended };
    } catch (error) {
      if (
        !(error instanceof YAMLException) ||
        error.reason !== 'deficient indentation' ||
        mends * text.length > mostAgain
      )
        throw error;
      lines ??= text.split(/\r\n|\r|\n/);
      const at = error.mark?.line ?? -1;
      const line = lines[at];
      if (line === undefined || !/^ *[\]}]/.test(line)) throw error;
      lines[at] = ` ${line}`;
    }
};
