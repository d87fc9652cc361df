import { field, textAt } from '../json.ts';
import type { Reader } from '../source.ts';
import { changesBetween } from './changes.ts';
import { seenIn } from './read-seen.ts';

/**
 * Changes of what runs in a cluster. Nobody sends them: `watchChanges` looks, and hands over what it saw before and after, so that a
 * better reading may be made of it later.
 */
export const kubernetes: Reader = {
  name: 'kubernetes',
  reading: 1,
  map: ({ body }) => {
    const [cluster, environment] = [textAt(body, 'cluster'), textAt(body, 'environment')];
    const [before, after] = [seenIn(field(body, 'before')), seenIn(field(body, 'after'))];
    if (cluster === null || (before === null && after === null))
      return { is: 'unread', why: 'It is not what a look at a cluster leaves.' };
    const changes = changesBetween(before, after, { cluster, environment: environment ?? cluster });
    return changes.length > 0 ? { is: 'changes', changes } : { is: 'ignored', why: 'Nothing has changed.' };
  },
};
