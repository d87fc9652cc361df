import { createHash } from 'node:crypto';
import type { Queryable } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { type Held, heldName } from './held.ts';

const owner = 'catalog.texts';

type Word = Pick<Held, 'entity' | 'source' | 'hash'>;

/** Of all that was read from a file: as long as it stands, the text that it was read from need not be read again. */
const digestOf = (words: readonly Word[]): string =>
  createHash('sha256')
    .update(JSON.stringify(words.map((it) => `${heldName(it)} ${it.hash}`).sort()))
    .digest('hex')
    .slice(0, 32);

/** True if what stands from the file is what was read from this very text. `file` is its origin and path. */
export const isKnownText = async (
  from: Pick<Queryable, 'one'>,
  org: number,
  file: string,
  { text, held }: { readonly text: string; readonly held: readonly Word[] },
): Promise<boolean> => {
  const kept = await from.one<{ value: { text: string | null; said: string } }>(sql`
    select k.value from nightjar.kept k where k.org = ${org} and k.owner = ${owner} and k.name = ${file}`);
  return kept?.value.text === text && kept.value.said === digestOf(held);
};

/**
 * Keeps the hash of the text that a file was last read from, null where not all of it was sound, beside what was read. The log has
 * none of it: of a file that changes in one place the other words are not said anew.
 */
export const keepText = (
  database: Pick<Queryable, 'run'>,
  org: number,
  file: string,
  { text, said }: { readonly text: string | null; readonly said: readonly Word[] },
): Promise<number> =>
  database.run(sql`
    insert into nightjar.kept (org, owner, name, value)
    values (${org}, ${owner}, ${file}, ${JSON.stringify({ text, said: digestOf(said) })}::jsonb)
    on conflict (org, owner, name) do update set value = excluded.value, kept_at = clock_timestamp()`);
