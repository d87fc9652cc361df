import type { Recorded } from '@nightjar/kernel/fact';
import type { Log } from '@nightjar/kernel/log/log';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { changeStream } from '../../change/identity.ts';
import { asked, parsed } from './asked.ts';
import { titleOfBundle } from './bundle-title.ts';
import type { Sum } from './bundles.ts';
import { cursorOf, markOf } from './cursor.ts';
import type { FeedFact } from './events.ts';
import { type Found, find, keyOf } from './find.ts';
import { standing } from './memory.ts';
import { observationsOf } from './observations.ts';
import { changes } from './projection.ts';
import { quietPage } from './quiet.ts';
import { refuse } from './refusals.ts';
import { inTime } from './too-long.ts';
import { hides } from './view.ts';
import type { Bundled, Change, ChangePage, ChangeWithObservations, View } from './wire.ts';

type Wish = {
  /** A filter, as packages/query reads it; empty for all. */
  readonly query: string;
  /** All that match where not given. */
  readonly view?: View | undefined;
  readonly limit: number;
  /** From an earlier answer to the same query. */
  readonly cursor?: string | undefined;
  /** What `-2h` counts from. */
  readonly now: Date;
};

/** Longer than this a filter may not be. */
const longest = 4_000;

/** A filter that finds what a line stands for, under the filter and in the view that it was found with. */
const membersOf = (bundle: string, query: string): string => {
  const own = query.trim();
  const asked = [
    own === '' ? '' : `(${own})`,
    `bundle:${bundle}`,
    hides('quiet', parsed(own)) && '-priority:low',
  ];
  const whole = asked.filter(Boolean).join(' ');
  return whole.length > longest ? `bundle:${bundle}` : whole;
};

const bundledAs = (change: Change, oldest: Change | undefined, sum: Sum, query: string): Bundled => {
  const { bundle, first, last, oldest: _, ...counts } = sum;
  return {
    ...counts,
    first: first.toISOString(),
    last: last.toISOString(),
    title: titleOfBundle(change, oldest ?? change, sum),
    query: membersOf(bundle, query),
  };
};

const nothingBundled: ReadonlyMap<string, Sum> = new Map();

/** A cursor of one view is none of the other. */
const boundTo = ({ query, view = 'all' }: Wish): string => (view === 'all' ? query : `${view}\0${query}`);

/**
 * Which changes match, newest first. A page may be shorter than its limit and still have a next one. In the quiet view a line may
 * stand for a whole bundle.
 */
export const changesMatching = async (reader: Reader, wish: Wish): Promise<Omit<ChangePage, 'follow'>> => {
  const { org } = reader.caller;
  const { query, now, limit, view = 'all' } = wish;
  const mark = wish.cursor === undefined ? null : markOf(wish.cursor, org, boundTo(wish));
  const further = ({ rows: [newest], next }: Found): string | null => {
    if (next === null) return null;
    const top = mark?.top ?? (newest === undefined ? next : keyOf(newest));
    return cursorOf({ before: next, top }, org, boundTo(wish));
  };
  return inTime(async () => {
    const found =
      view === 'quiet'
        ? await quietPage(reader, query, now, mark, limit)
        : { ...(await find(reader, asked(query, now), mark?.before ?? null, limit)), sums: nothingBundled };
    const oldest = [...found.sums.values()].map((sum) => sum.oldest);
    const whole = await changesById(reader, [...found.rows.map((row) => row.id), ...oldest]);
    return {
      changes: found.rows.flatMap(({ id }) => {
        const change = whole.get(id);
        const sum = found.sums.get(id);
        if (change === undefined) return [];
        if (sum === undefined) return [change];
        return [{ ...change, bundled: bundledAs(change, whole.get(sum.oldest), sum, query) }];
      }),
      next: further(found),
      position: reader.position,
      stale: reader.stale,
      ...('hidden' in found ? { hidden: found.hidden } : {}),
    };
  });
};

/**
 * The cursor that goes on behind any one change of a page, not only its last: `first` is the page's newest, below which nothing
 * that comes later is part of the list.
 */
export const cursorBehind = (
  org: number,
  wish: Wish,
  first: Change | undefined,
): ((change: Change) => string) => {
  const bound = boundTo(wish);
  const keyIn = ({ at, id }: Change) => ({ at: Date.parse(at), id });
  const top = wish.cursor === undefined ? undefined : markOf(wish.cursor, org, bound).top;
  return (change) => cursorOf({ before: keyIn(change), top: top ?? keyIn(first ?? change) }, org, bound);
};

/** By id; those of other organisations are left out. */
export const changesById = async (reader: Reader, ids: readonly string[]): Promise<Map<string, Change>> => {
  const found = await standing(reader, reader.table(changes, 'state'), ids);
  return new Map(
    [...found].flatMap(([id, { org, change }]) => (org === reader.caller.org ? [[id, change] as const] : [])),
  );
};

/** A change and every observation that counts for it, in the order they were recorded. */
export const changeById = async (reader: Reader, log: Log, id: string): Promise<ChangeWithObservations> => {
  const change = (await changesById(reader, [id])).get(id);
  if (change === undefined) throw refuse('feed.unknown-change', { detail: `There is no change ${id}.` });
  const facts = (await log.stream(reader.caller.org, changeStream(id))) as unknown as Recorded<FeedFact>[];
  return { ...change, observations: observationsOf(facts), position: reader.position, stale: reader.stale };
};
