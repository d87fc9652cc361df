import { weights as shipped, type Weights } from '@nightjar/diagnosis/weights';
import type { Log } from '@nightjar/kernel/log/log';
import { type WeightsTaken, weightsStream } from '../events.ts';

/** By what an organisation ranks: the last that it took, else those that are shipped. */
export const weightsOf = async (log: Log, org: number): Promise<Weights> => {
  const last = { upTo: Number.MAX_SAFE_INTEGER, limit: 1, bytes: 2 ** 20 };
  const { facts } = await log.latest(org, weightsStream, last);
  const [taken] = facts;
  return taken === undefined ? shipped : (taken.data as WeightsTaken['data']).weights;
};
