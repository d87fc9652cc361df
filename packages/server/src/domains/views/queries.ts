import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { keyOfName, type ScreenOfView, shared } from './events.ts';
import { savedViews } from './projection.ts';
import type { ViewCard } from './wire.ts';

type Row = {
  readonly list: string;
  readonly name: string;
  readonly query: string;
  readonly screen: ScreenOfView;
  readonly all_changes: boolean;
  readonly by_name: string | null;
  readonly at: Date;
};

const addressOf = ({ query, screen, all_changes }: Row): string => {
  const asked = new URLSearchParams({
    ...(query === '' ? {} : { q: query }),
    ...(screen === 'feed' && all_changes ? { all: '1' } : {}),
  });
  const path = screen === 'feed' ? '/' : '/catalog';
  return asked.size === 0 ? path : `${path}?${asked}`;
};

const cardOf = (row: Row): ViewCard => ({
  name: row.name,
  query: row.query,
  screen: row.screen,
  all: row.all_changes,
  shared: row.list === shared,
  by: row.by_name,
  at: row.at.toISOString(),
  address: addressOf(row),
});

/** What the caller may see: their own, then what all share. Two lists of 200 at most. */
export const viewsOf = async (reader: Reader): Promise<ViewCard[]> => {
  const { org, subject } = reader.caller;
  const rows = await reader.many<Row>(sql`
    select * from ${reader.table(savedViews, 'view')} where org = ${org} and list in (${subject}, ${shared})
    order by list = ${shared}, key`);
  return rows.map(cardOf);
};

/** Of the caller's own and a shared one of the same name their own is meant, unless they say which. */
export const viewNamed = async (
  reader: Reader,
  name: string,
  list?: string,
): Promise<ViewCard | undefined> => {
  const { org, subject } = reader.caller;
  const row = await reader.one<Row>(sql`
    select * from ${reader.table(savedViews, 'view')}
    where org = ${org} and list = any(${list === undefined ? [subject, shared] : [list]}::text[]) and key = ${keyOfName(name)}
    order by list = ${shared} limit 1`);
  return row === undefined ? undefined : cardOf(row);
};
