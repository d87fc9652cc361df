import { parse } from '@nightjar/query/parse';
import { toPredicate } from '@nightjar/query/to-predicate';
import { normalise } from '@nightjar/query/words';
import type { EntityList, KeptCatalog } from '@nightjar/sdk/wire';
import { type KeptLine, keptFields, keptLine } from './kept-fields.ts';

/** The server's pages hold fewer; here there is no next one. */
const most = 500;

/** Words without a field, which may be a piece of a name. */
const bare = (q: string): string => normalise(q.replace(/\S*[:"()*]\S*/g, ' '));

/** 0 the name itself, 1 its beginning, 2 a piece of it or of an alias, 3 elsewhere. */
const nearness = ({ entity }: KeptLine, wanted: string): number => {
  const called = [entity.name, ...entity.aliases].map(normalise);
  if (called.includes(wanted)) return 0;
  if (called.some((name) => name.startsWith(wanted))) return 1;
  return called.some((name) => name.includes(wanted)) ? 2 : 3;
};

/**
 * The list of the catalog, of what is kept: by the same filter language, whole words or pieces of names, the nearest name first, else as kept: the most
 * critical first. Null where the filter asks for what is not kept; the server says what is wrong with it when it is back.
 */
export const searchKept = ({ entities, position }: KeptCatalog, q: string, now: Date): EntityList | null => {
  const parsed = parse(q, keptFields);
  if (!parsed.ok && q.trim() !== '') return null;
  const meets = parsed.ok ? toPredicate(parsed.ast, keptFields, now) : () => true;
  const wanted = bare(q);
  const onlyWords = wanted !== '' && wanted === normalise(q);
  const lines = entities
    .map(keptLine)
    .filter((line) => meets(line) || (onlyWords && nearness(line, wanted) < 3));
  if (wanted !== '') lines.sort((a, b) => nearness(a, wanted) - nearness(b, wanted));
  return {
    entities: lines.slice(0, most).map(({ entity }) => entity),
    total: lines.length,
    next: null,
    position,
    stale: false,
    at: null,
  };
};
