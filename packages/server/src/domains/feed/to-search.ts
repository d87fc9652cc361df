import type { Caller } from '@nightjar/kernel/caller';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { type Ast, and, type Term } from '@nightjar/query/ast';
import type { SearchPart, SearchWish } from '../../search/part.ts';
import { type Asked, askedBy } from './asked.ts';
import { standing } from './memory.ts';
import { changes } from './projection.ts';
import { sharesOf } from './shares.ts';
import { named, probe, type Row, walk } from './walks.ts';

/**
 * Somebody is typing and wants an answer in a moment, not all answers. So the newest changes are walked, and the index of words is
 * asked only for what is rare in it: `deploy` has millions of rows and stands among the newest anyhow, and a beginning such as
 * `de*` would have the index gather all of them before the first.
 */
const bounds = { walked: 20_000, probed: 5_000 } as const;

const word = (text: string): Term => ({ is: 'word', word: text });

/** The beginning of a commit or another number in hexadecimal digits: so long that hardly two begin alike. */
const isHash = (text: string): boolean => /^(?=.*\d)[0-9a-f]{7,}$/.test(text);

/** The words as they are, the last as far as it is typed. */
const typed = ({ words }: SearchWish): Ast =>
  and([...words.slice(0, -1).map(word), { is: 'prefix', word: words.at(-1) ?? '' }]);

const whole = ({ words }: SearchWish): Ast => and(words.map(word));

const newest = (rows: readonly Row[], limit: number): Row[] =>
  [...new Map(rows.map((row) => [row.id, row])).values()]
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1))
    .slice(0, limit);

const rowsFor = async (reader: Reader, wish: SearchWish): Promise<Row[]> => {
  const { org } = reader.caller;
  const { text, words, limit, now } = wish;
  const slice = (asked: Asked) => ({ org, asked, before: null });
  if (/^chg_[0-9a-f]+$/.test(text)) return named(reader, slice(askedBy(and([]), now)), [text], limit);
  const recent = await walk(reader, slice(askedBy(typed(wish), now)), bounds.walked, limit);
  if (recent.length >= limit) return recent;
  const shares = await sharesOf(reader);
  const rarest = Math.min(...words.map((it) => shares.of(it) * shares.rows));
  const last = words.at(-1) ?? '';
  const asked = isHash(last)
    ? askedBy(typed(wish), now)
    : rarest <= bounds.probed
      ? askedBy(whole(wish), now)
      : null;
  if (asked?.necessary == null) return recent;
  const older = await probe(reader, slice(asked), asked.necessary, bounds.probed, limit);
  return newest([...recent, ...(older ?? [])], limit);
};

/** Changes by the words of their titles, names, tags (a commit, a ticket), by version, by id; the newest first. */
const find = async (kernel: Kernel, caller: Caller, wish: SearchWish) => {
  const reader = await kernel.reader(caller, { of: [changes] });
  const rows = await rowsFor(reader, wish);
  const known = await standing(
    reader,
    reader.table(changes, 'state'),
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id }) => {
    const found = known.get(id);
    if (found === undefined || found.org !== caller.org) return [];
    const { title, services, environment, status, kind, at } = found.change;
    const about = [services.slice(0, 3).join(', '), environment, status].filter((it) => !!it);
    return [
      {
        kind,
        id,
        title,
        subtitle: about.join(' · ') || null,
        address: `/?${new URLSearchParams({ change: id })}`,
        at,
      },
    ];
  });
};

/** What the feed gives to the search. */
export const toSearch: SearchPart = { of: 'changes', find };
