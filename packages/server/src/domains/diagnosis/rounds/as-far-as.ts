import type { Evidence } from '../../../evidence/parts.ts';

/** What could not be read, though somebody may know it. */
export type Lost = ReadonlySet<'graph' | 'metrics' | 'changes'>;

export type AsFarAs = { readonly evidence: Evidence; readonly lost: Lost };

/**
 * Evidence whose parts are as good as empty where they fail: what is `lost` then, the answer has to say. Half of an answer is more to
 * somebody who was paged than none.
 */
export const asFarAsItAnswers = (evidence: Evidence, failed: (error: unknown) => void): AsFarAs => {
  const lost = new Set<'graph' | 'metrics' | 'changes'>();
  const or = async <Found>(part: 'graph' | 'metrics' | 'changes', find: Promise<Found>, none: Found) => {
    try {
      return await find;
    } catch (error) {
      lost.add(part);
      failed(error);
      return none;
    }
  };
  return {
    lost,
    evidence: {
      ...evidence,
      around: (kernel, caller, wish) => {
        const alone = {
          known: false,
          services: [{ name: wish.service, hops: 0 }],
          edges: [],
          cut: false,
        };
        return or('graph', evidence.around(kernel, caller, wish), alone);
      },
      changes: (kernel, caller, wish) =>
        or('changes', evidence.changes(kernel, caller, wish), { changes: [], cut: false }),
      series: evidence.series.map(
        (find) => (kernel, caller, wish) =>
          or('metrics', find(kernel, caller, wish), { series: [], cut: false }),
      ),
    },
  };
};
