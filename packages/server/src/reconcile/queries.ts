import type { Reader } from '@nightjar/kernel/projection/reader';
import { allStates } from './kept.ts';
import type { Reconciler } from './reconciler.ts';
import type { ReconcilerList, ReconcilerState } from './wire.ts';

const order: readonly ReconcilerState['state'][] = ['refused', 'unreachable', 'behind', 'fine'];

/** How each of what is asked stands; first what somebody has to look after. */
export const reconcilerList = async (
  reader: Pick<Reader, 'caller' | 'many'>,
  reconcilers: readonly Pick<Reconciler, 'name' | 'source' | 'origin'>[],
): Promise<ReconcilerList> => {
  const states = await allStates(reader, reader.caller.org);
  const list = reconcilers.map(({ name, source, origin }): ReconcilerState => {
    const found = states.get(name);
    if (found === undefined) {
      const unknown = { since: null, triedAt: null, reachedAt: null, cursor: null, nextAt: null };
      return { name, source, origin, state: 'behind', why: 'it has not looked yet', ...unknown };
    }
    const { state, why, since, triedAt, reachedAt, cursor, nextAt } = found;
    return { name, source, origin, state, why, since, triedAt, reachedAt, cursor, nextAt };
  });
  return {
    reconcilers: list.sort(
      (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.name < b.name ? -1 : 1),
    ),
  };
};
