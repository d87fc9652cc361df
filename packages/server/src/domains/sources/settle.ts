import { stateOf } from '@nightjar/kernel/decide';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Held, Vault } from '../../vault/vault.ts';
import { setupDecider } from './decide.ts';
import { setupStream } from './events.ts';

const ownerPrefix = 'source:';
/**
 * Between the row and the fact of a secret that is being made pass milliseconds; but another process may be in them, the log may be
 * full, and the row is dated by the database's clock. A row that waits lets nobody in.
 */
const graceMs = 30 * 60_000;
const everyMs = 60_000;

/** What to do with the rows of one source, when these secrets of it stand in the log. */
const verdictOn = (rows: readonly Held[], standing: ReadonlySet<string>, now: Date) => ({
  enforce: rows.filter(({ id, inForce }) => !inForce && standing.has(id)),
  forget: rows.filter(
    ({ id, inForce, createdAt }) =>
      !standing.has(id) && (inForce || now.getTime() - createdAt.getTime() > graceMs),
  ),
});

/**
 * Brings the sealed secrets to what the log says of them. A secret and its fact are two writes: a process that was killed between
 * them leaves one without the other, and the log is what counts.
 */
const settle = async ({ log, clock }: Pick<Kernel, 'log' | 'clock'>, vault: Vault): Promise<void> => {
  await vault.refresh();
  const ours = vault.all().filter(({ owner }) => owner.startsWith(ownerPrefix));
  for (const [, rows] of Map.groupBy(ours, ({ org, owner }) => `${org} ${owner}`)) {
    const [first] = rows;
    if (first === undefined) continue;
    const stream = setupStream(first.owner.slice(ownerPrefix.length));
    const setUp = stateOf(setupDecider, await log.stream(first.org, stream));
    const standing = new Set(setUp.is === 'connected' ? setUp.secrets.map(({ id }) => id) : []);
    const { enforce, forget } = verdictOn(rows, standing, clock.now());
    for (const { org, id } of enforce) await vault.enforce(org, id);
    await vault.forget(
      first.org,
      forget.map(({ id }) => id),
    );
  }
};

/** Once before anything is let in, and every minute for what other processes leave behind. */
export const keepSettled = async (
  kernel: Pick<Kernel, 'log' | 'clock' | 'logger'>,
  vault: Vault,
): Promise<{ readonly stop: () => void }> => {
  await settle(kernel, vault);
  const timer = setInterval(() => {
    settle(kernel, vault).catch((error: unknown) =>
      kernel.logger.warn({ err: error }, 'secrets could not be compared with the log'),
    );
  }, everyMs).unref();
  return { stop: () => clearInterval(timer) };
};
