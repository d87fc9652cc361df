import type { Phase } from '../../change/observation.ts';
import type { Reading } from '../source.ts';
import {
  aboutObject,
  environmentOf,
  type FluxEvent,
  placeOf,
  revisionOf,
  shortRevision,
} from './flux-event.ts';

/** Reasons of kustomize-controller that tell how far a revision came (fluxcd/kustomize-controller, api/v1). */
const phaseOf = ({ reason, isError, message }: FluxEvent): Phase | null => {
  if (reason === 'ReconciliationSucceeded') return 'finished';
  // A dependency or a source that is not ready: nothing was tried yet.
  if (/^(DependencyNotReady|ArtifactFailed|ArtifactNotReady|SourceNotReady)$/.test(reason)) return null;
  if (isError || /Failed$/.test(reason)) return 'failed';
  if (reason !== 'Progressing') return null;
  return /^health check/i.test(message) ? 'progressed' : 'started';
};

/** A revision that is applied is one change, from the first object that changes until all are healthy. */
export const kustomization = (it: FluxEvent): Reading => {
  const phase = phaseOf(it);
  if (phase === null)
    return { is: 'ignored', why: `${it.reason.slice(0, 100)} tells of nothing that was applied.` };
  const revision = revisionOf(it);
  if (revision === null) return { is: 'ignored', why: 'It names no revision: nothing was applied.' };
  const [version, environment] = [shortRevision(revision), environmentOf(it)];
  return {
    is: 'changes',
    changes: [
      {
        ...aboutObject(it),
        key: `${placeOf(it)}/${revision}`,
        kind: 'deploy',
        phase,
        title: `Apply ${it.name} ${version}${environment === null ? '' : ` to ${environment}`}`,
        version,
      },
    ],
  };
};
