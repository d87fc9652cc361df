import { openDatabase } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { openLog } from '@nightjar/kernel/log/open-log';
import { entityStream } from '@nightjar/server/domains/catalog/events';
import { generated, type Word } from './generated.ts';

/** Facts on their way at a time: a batch of the log. */
const together = 500;
const at = '2026-01-01T00:00:00.000Z';

const nameIn = (ref: string): string => ref.slice(ref.indexOf('/') + 1);

const sightings = (words: readonly Word[]): { entity: string; about: string }[] =>
  words.flatMap(({ entity, by, says }) =>
    by === 'traces' ? (says.relations ?? []).map(({ type, to }) => ({ entity, about: `${type} ${to}` })) : [],
  );

/** Writes the company into the log, and when its traced edges were last seen beside it; answers how many facts. */
export const load = async (url: string, size: number): Promise<number> => {
  const database = openDatabase(url, { connections: 4, name: 'nightjar bench' });
  const log = await openLog(database);
  let facts = 0;
  let waiting: Word[] = [];
  const flush = async (): Promise<void> => {
    const appended = waiting.map(({ entity, by, says }) =>
      log.append({
        org: 1,
        stream: entityStream(entity),
        facts: [
          {
            type: 'EntityDescribed',
            at,
            data: { entity, name: nameIn(entity), by, source: `${by}:bench`, says },
          },
        ],
      }),
    );
    await database.run(sql`insert into nightjar.sighting (org, entity, source, about, first_seen, last_seen)
      select 1, entity, 'traces:bench', about, ${at}, now()
      from json_to_recordset(${JSON.stringify(sightings(waiting))}) as it (entity text, about text)`);
    await Promise.all(appended);
    facts += waiting.length;
    waiting = [];
  };
  for (const word of generated(size)) {
    waiting.push(word);
    if (waiting.length === together) await flush();
  }
  await flush();
  await log.close();
  await database.run(sql`analyze nightjar.sighting`);
  await database.close();
  return facts;
};
