import type { Change, Suspect } from '@nightjar/sdk/wire';
import { nightjar } from '../nightjar.ts';
import { shown, useAnswer } from '../ui/useAnswer.ts';

/** The changes themselves, by their ids: what they link to is not part of what was said of them. Empty until they are here. */
export const useChanges = (suspects: readonly Suspect[]): ReadonlyMap<string, Change> => {
  const ids = suspects.map(({ change }) => change).sort();
  const { answer } = useAnswer(ids.length === 0 ? null : ['suspected changes', ...ids], async (signal) => {
    const { changes } = await nightjar.changes.list({ q: `id:${ids.join(',')}`, view: 'all', signal });
    return new Map(changes.map((change) => [change.id, change]));
  });
  return shown(answer) ?? new Map();
};
