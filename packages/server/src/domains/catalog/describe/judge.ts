import { type Normalised, normalise, type Told } from './normalise.ts';

/** Others wait no longer than this for their turn: ten thousand plain descriptions take a third of a second, some take longer. */
const turnMs = 10;

/** Each description made sound, or why it is refused, in the order given. */
export const judge = async (descriptions: readonly Told[]): Promise<Normalised[]> => {
  const judged: Normalised[] = [];
  let began = performance.now();
  for (const told of descriptions) {
    judged.push(normalise(told));
    if (performance.now() - began < turnMs) continue;
    await new Promise(setImmediate);
    began = performance.now();
  }
  return judged;
};
