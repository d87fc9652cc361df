import { Unread } from '../discovery/code-host.ts';
import type { Reconciling } from './reconciler.ts';
import type { Visit } from './visits.ts';

/**
 * Asks one repository after the other. One that cannot be read is passed over, and said; where the token reaches none of them, or the
 * host answers nobody, that is thrown.
 */
export const askEach = async <Found>(
  visits: readonly Visit[],
  { logger, signal }: Pick<Reconciling, 'logger' | 'signal'>,
  ask: (visit: Visit) => Promise<Found>,
): Promise<Found[]> => {
  const all: Found[] = [];
  let refused: Unread | null = null;
  for (const visit of visits) {
    signal.throwIfAborted();
    try {
      all.push(await ask(visit));
    } catch (error) {
      if (!(error instanceof Unread) || error.concerns === 'now') throw error;
      if (error.because.is === 'refused') refused ??= error;
      logger.warn({ repository: visit.repository.name, why: error.message }, 'could not be asked');
    }
  }
  if (refused !== null && all.length === 0) throw refused;
  return all;
};
