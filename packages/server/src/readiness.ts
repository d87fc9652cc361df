import { sql } from '@nightjar/kernel/database/sql';
import type { Check, Readiness } from '@nightjar/kernel/http/house-routes';
import type { Kernel } from '@nightjar/kernel/kernel';

const database = async (kernel: Kernel): Promise<Check> => {
  const ok = await kernel.database.one(sql`select 1`).then(
    () => true,
    () => false,
  );
  return { name: 'database', ok, says: ok ? 'The database answers.' : 'The database does not answer.' };
};

/** Ready to be sent requests: the database answers and every read model has a version to read from. */
export const readiness =
  (kernel: Kernel): Readiness =>
  async () => {
    const first = await database(kernel);
    if (!first.ok) return [first];
    const models = await kernel.projections.status();
    const readable = new Set(models.filter(({ status }) => status !== 'building').map(({ name }) => name));
    return [
      first,
      ...models.map(({ name, status, ...details }) => ({
        name,
        ok: readable.has(name),
        says: `The read model ${name} is ${status}.`,
        details: { status, ...details },
      })),
      // What stands still is told here, and keeps nobody out: everything else can be used.
      ...(await kernel.reactions.status()).map(({ name, status, ...details }) => ({
        name,
        ok: true,
        says: `The reaction ${name} is ${status}.`,
        details: { status, ...details },
      })),
    ];
  };
