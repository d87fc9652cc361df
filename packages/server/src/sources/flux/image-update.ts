import { headline } from '../json.ts';
import type { Reading } from '../source.ts';
import { aboutObject, type FluxEvent, placeOf } from './flux-event.ts';

/** `pushed commit 'a1b2c3d' to branch 'main'`, in both wordings that image-automation-controller has had. */
const pushed = /pushed (?:change )?commit '?([0-9a-f]{7,64})'?(?:.{0,40}?branch(?:es)? '?([^\s'"]{1,100}))?/i;

/** What image automation commits is deployed next, by a change of its own. */
export const imageUpdate = (it: FluxEvent): Reading => {
  const found = pushed.exec(it.message);
  const commit = found?.[1];
  if (it.isError || commit === undefined) return { is: 'ignored', why: 'No commit was pushed.' };
  const branch = found?.[2];
  const [, ...rest] = it.message.split('\n');
  return {
    is: 'changes',
    changes: [
      {
        ...aboutObject(it),
        key: `${placeOf(it)}/${commit.toLowerCase()}`,
        kind: 'config',
        phase: 'finished',
        title: `Update images by ${it.name}: ${commit.slice(0, 7)}${branch === undefined ? '' : ` on ${branch}`}`,
        version: commit.slice(0, 7),
        summary: headline(rest.join('\n').trim(), 1000) ?? headline(it.message, 1000),
      },
    ],
  };
};
