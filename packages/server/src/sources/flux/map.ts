import type { Delivery, Reading } from '../source.ts';
import { type FluxEvent, fluxEventIn } from './flux-event.ts';
import { helmRelease } from './helm-release.ts';
import { imageUpdate } from './image-update.ts';
import { kustomization } from './kustomization.ts';

/** The objects whose events tell of changes; sources that were fetched and receivers that were called are none. */
const readers = new Map<string, (it: FluxEvent) => Reading>([
  ['Kustomization', kustomization],
  ['HelmRelease', helmRelease],
  ['ImageUpdateAutomation', imageUpdate],
]);

export const map = ({ body }: Delivery): Reading => {
  const it = fluxEventIn(body);
  if (it === null) return { is: 'ignored', why: 'It is no event of Flux: it names no object or no reason.' };
  return (
    readers.get(it.kind)?.(it) ?? {
      is: 'ignored',
      why: `What befalls a ${it.kind.slice(0, 100)} changes nothing that runs.`,
    }
  );
};
