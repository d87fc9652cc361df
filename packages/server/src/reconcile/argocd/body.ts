import { instant } from '../../change/instant.ts';
import type { Fetched } from '../../sources/fetched.ts';
import { field, listAt, textAt } from '../../sources/json.ts';

/** A part of `status` that tells of one sync: an entry of `history`, or `operationState`. */
type Sync = {
  readonly revision: string | null;
  readonly phase: string;
  readonly message: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** `{ username }` or `{ automated: true }`. */
  readonly initiatedBy: unknown;
};

const revisionOf = (value: unknown): string | null => {
  const [several] = listAt(value, 'revisions');
  return textAt(value, 'revision') ?? (typeof several === 'string' ? several : null);
};

/** `RevisionHistory` of its API: what has succeeded, the last ten. */
const ofHistory = (entry: unknown): Sync => ({
  revision: revisionOf(entry),
  phase: 'Succeeded',
  message: null,
  startedAt: instant(field(entry, 'deployStartedAt')),
  finishedAt: instant(field(entry, 'deployedAt')),
  initiatedBy: field(entry, 'initiatedBy'),
});

/** `OperationState`: the sync that goes on, or was the last. */
const ofOperation = (state: unknown): Sync | null => {
  const phase = textAt(state, 'phase');
  if (phase === null) return null;
  return {
    revision: revisionOf(field(state, 'syncResult')) ?? revisionOf(field(state, 'operation', 'sync')),
    phase,
    message: textAt(state, 'message'),
    startedAt: instant(field(state, 'startedAt')),
    finishedAt: instant(field(state, 'finishedAt')),
    initiatedBy: field(state, 'operation', 'initiatedBy'),
  };
};

/** As the reader (sources/argocd/map.ts) has it: within this, what became of the application is the outcome of its sync. */
const outcomeMs = 30 * 60_000;

/**
 * What our notification template (sources/argocd) would have sent of each sync that an Application tells of. The newest of its
 * history and the operation that it shows are one sync, told once.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/application.yaml
 */
export const syncsOf = (application: unknown, base: URL, now: Date): Fetched[] => {
  const app = textAt(application, 'metadata', 'name');
  if (app === null) return [];
  const status = field(application, 'status');
  const operation = ofOperation(field(status, 'operationState'));
  const past = listAt(status, 'history')
    .map(ofHistory)
    .filter(({ startedAt }) => operation?.startedAt == null || startedAt !== operation.startedAt);
  const namespace = textAt(application, 'metadata', 'namespace');
  const uid = textAt(application, 'metadata', 'uid');
  const told = (sync: Sync, isNow: boolean): Fetched[] => {
    const at = sync.finishedAt ?? sync.startedAt;
    if (at === null) return [];
    const stands = isNow ? textAt(status, 'health', 'status') : null;
    // What degraded long after its sync was broken by something else.
    const health = stands === 'Degraded' && now.getTime() - Date.parse(at) > outcomeMs ? null : stands;
    // While the rollout goes on it is told as it stands, and once more when it has ended.
    const goesOn = health === 'Progressing' ? '/Progressing' : '';
    return [
      {
        event: sync.phase,
        delivery: `poll:${uid ?? base.host}/${namespace ?? ''}/${app}/${sync.startedAt ?? sync.revision}/${sync.phase}${goesOn}`,
        at,
        body: {
          app,
          namespace,
          uid,
          project: textAt(application, 'spec', 'project'),
          destination: field(application, 'spec', 'destination'),
          repository: textAt(application, 'spec', 'source', 'repoURL'),
          ...sync,
          // Of a sync of the past nobody knows which images it brought, nor how it went on.
          health,
          summary: isNow ? field(status, 'summary') : null,
          argocdUrl: base.href.replace(/\/$/, ''),
          sentAt: null,
        },
      },
    ];
  };
  return [...past.flatMap((sync) => told(sync, false)), ...(operation === null ? [] : told(operation, true))];
};
