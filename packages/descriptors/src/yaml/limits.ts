import { EVENT_ID, type Event } from 'js-yaml';

/** A file of descriptors: some 20,000 entities of the usual size. */
export const maxBytes = 10_000_000;
export const maxDocuments = 50_000;
/** Nesting, aliases followed. */
export const maxDepth = 100;
/** Scalars, lists and maps of one document, aliases followed: a list of 100,000 members is within it, a bomb is not. */
const maxNodes = 250_000;

/**
 * Values that the aliases of a whole file may stand for: a document of 300 bytes makes 11,000 of them, and 30,000 such documents
 * are a file that is not too large.
 */
const maxAliased = 100_000;

/** What the aliases of a file may still stand for, counted down document by document. */
export type Aliased = { left: number };

export const newAliased = (): Aliased => ({ left: maxAliased });

type Size = { nodes: number; height: number };
type Open = Size & { readonly anchor: string | undefined; readonly at: number };

/** Why a document that can be parsed must not be built: an alias within what it names, or one bomb too many. */
export type Excess = { readonly code: 'bomb' | 'yaml'; readonly says: string; readonly at: number };

const anchorOf = (text: string, event: { anchorStart: number; anchorEnd: number }): string | undefined =>
  event.anchorStart < 0 ? undefined : text.slice(event.anchorStart, event.anchorEnd);

/**
 * Adds up what the document would be with every alias written out, without building it: nine lines of nine aliases each
 * would be 3.8e8 nodes. A document without aliases costs one comparison, the parser having seen to its depth.
 */
export const excessOf = (text: string, events: readonly Event[], aliased: Aliased): Excess | undefined => {
  if (!events.some((event) => event.type === EVENT_ID.ALIAS))
    return events.length <= 2 * maxNodes
      ? undefined
      : { code: 'bomb', says: `The document has more than ${maxNodes} values.`, at: 0 };
  const anchors = new Map<string, Size | 'open'>();
  const open: Open[] = [];
  const add = (size: Size, at: number): Excess | undefined => {
    const parent = open.at(-1);
    if (parent === undefined) return undefined;
    parent.nodes += size.nodes;
    parent.height = Math.max(parent.height, size.height + 1);
    if (parent.nodes > maxNodes)
      return { code: 'bomb', says: `With its aliases written out it has more than ${maxNodes} values.`, at };
    if (parent.height + open.length > maxDepth + 2)
      return { code: 'bomb', says: `With its aliases written out it is nested deeper than ${maxDepth}.`, at };
    return undefined;
  };
  for (const event of events) {
    let excess: Excess | undefined;
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        open.push({ nodes: 0, height: 0, anchor: undefined, at: 0 });
        break;
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING: {
        const anchor = anchorOf(text, event);
        if (anchor !== undefined) anchors.set(anchor, 'open');
        open.push({ nodes: 1, height: 0, anchor, at: event.start });
        break;
      }
      case EVENT_ID.SCALAR: {
        const anchor = anchorOf(text, event);
        if (anchor !== undefined) anchors.set(anchor, { nodes: 1, height: 0 });
        excess = add({ nodes: 1, height: 0 }, event.valueStart);
        break;
      }
      case EVENT_ID.ALIAS: {
        const name = text.slice(event.anchorStart, event.anchorEnd);
        const size = anchors.get(name);
        if (size === 'open')
          return {
            code: 'yaml',
            says: `The alias *${name} stands within what it names.`,
            at: event.anchorStart,
          };
        // An alias of nothing is the parser's to refuse.
        if (size === undefined) break;
        excess = add(size, event.anchorStart);
        aliased.left -= size.nodes;
        if (aliased.left < 0)
          excess ??= {
            code: 'bomb',
            says: `With this alias those of the file stand for more than ${maxAliased} values.`,
            at: event.anchorStart,
          };
        break;
      }
      case EVENT_ID.POP: {
        const closed = open.pop();
        if (closed === undefined) break;
        if (closed.anchor !== undefined) anchors.set(closed.anchor, closed);
        excess = add(closed, closed.at);
        break;
      }
    }
    if (excess !== undefined) return excess;
  }
  return undefined;
};
