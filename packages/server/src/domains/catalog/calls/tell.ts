import { apart } from '../../../telemetry/apart.ts';
import type { Resolved } from './flush.ts';
import type { Catalog } from './known.ts';
import { placeOf, type Told, type Words } from './words.ts';

const byOrg = <Item extends { readonly org: number }>(items: readonly Item[]): Map<number, Item[]> => {
  const groups = new Map<number, Item[]>();
  for (const item of items) {
    const group = groups.get(item.org);
    if (group === undefined) groups.set(item.org, [item]);
    else group.push(item);
  }
  return groups;
};

/** How sure it is that what only its callers name is there. */
const namedConfidence = { resource: 0.9, peer: 0.5 } as const;

/** What a call says of its ends: who calls whom, and that one who has no spans is there, unless others know it. */
export const noteCall = (words: Words, { edge, row, by }: Resolved, at: number): void => {
  const { org, caller, callee, count } = edge;
  const type = row.callee.startsWith('service:') ? 'calls' : 'dependsOn';
  words.called(org, caller.ref, { type, to: row.callee, by, count }, at);
  if ((callee.is !== 'resource' && callee.is !== 'peer') || callee.ref !== row.callee) return;
  const { ref, name, is } = callee;
  const says = is === 'resource' ? { type: callee.type, tags: { system: callee.system } } : {};
  words.heard(org, { ref, name, says, confidence: namedConfidence[is] }, at);
};

/**
 * Tells the catalog what traces have to say: of each entity once a change, and that it was seen once in a while. What the database
 * refuses is left out alone, and tried again no sooner than it would be told again.
 */
export const tell = async (
  catalog: Catalog,
  words: Words,
  at: Date,
  refused: (one: Told, error: unknown) => void,
): Promise<void> => {
  const now = at.getTime();
  for (const [org, due] of byOrg(words.due(now))) {
    const places = due.map(({ entity }) => placeOf(entity));
    const said = await catalog.said(org, places);
    const told = due.flatMap(
      ({ entity }) => words.telling(org, entity, said.get(placeOf(entity)), now) ?? [],
    );
    await apart(told, async (part) => void (await catalog.describe(org, part, at)), refused);
    for (const one of told) words.told(one, now);
    await catalog.reached(org, words.sizeOf(org), at);
  }
};
