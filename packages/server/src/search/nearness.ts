import { normalise } from '@nightjar/query/words';
import { found, type SearchHit } from './wire.ts';

/** As names are compared: whichever sign joins the words. */
const joined = (text: string): string => normalise(text).replace(/[-_.\s/:@]+/g, '-');

/** Found by something else than its title. */
const farthest = 5;

/** How near a title is to what was typed; smaller is nearer. */
export const nearness = (title: string, typed: string): number => {
  const [name, text] = [joined(title), joined(typed)];
  if (name === text) return 0;
  if (name.startsWith(text)) return 1;
  if (`-${name}-`.includes(`-${text}-`)) return 2;
  if (name.includes(`-${text}`)) return 3;
  return name.includes(text) ? farthest - 1 : farthest;
};

/** Groups one after the other, the one with the nearest hit first; within a group the order in which it was found stays. */
export const inOrder = (hits: readonly SearchHit[], typed: string): SearchHit[] => {
  const groups = [...Map.groupBy(hits, ({ group }) => group)].map(([group, its]) => ({
    its,
    rank: found.indexOf(group),
    // A change whose title happens to be what was typed is still one of many: things come before what happened to them.
    near: group === 'changes' ? farthest + 1 : Math.min(...its.map(({ title }) => nearness(title, typed))),
  }));
  return groups.sort((a, b) => a.near - b.near || a.rank - b.rank).flatMap(({ its }) => its);
};
