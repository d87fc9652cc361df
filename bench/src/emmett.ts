import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { observation } from './changes.ts';
import { freshDatabase } from './fresh-database.ts';

/** The nearest TypeScript event store over PostgreSQL: one event an append, each to a stream of its own, as ours. */
export const emmettAppends = async (server: string) => {
  const database = await freshDatabase(server, { migrated: false, drop: false });
  const store = getPostgreSQLEventStore(database.url);
  await store.schema.migrate();
  let n = 1;
  return {
    append: async (callers: number, each: number): Promise<number> => {
      await Promise.all(
        Array.from({ length: callers }, async () => {
          for (let i = 0; i < each; i++) {
            const at = n++;
            await store.appendToStream(`change-${at}`, [
              { type: 'ChangeObserved', data: { observation: observation(at) } },
            ]);
          }
        }),
      );
      return callers * each;
    },
    [Symbol.asyncDispose]: async (): Promise<void> => {
      await store.close();
      await database[Symbol.asyncDispose]();
    },
  };
};
