import { instant } from '../../change/instant.ts';
import type { Fetched } from '../../sources/fetched.ts';
import { field, listAt, textAt } from '../../sources/json.ts';

/** A part of `status` that tells of one sync: an entry of `history`, or `operationState`. */
type Sync = {
  readonly revision: string | null;
  readonly phase: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly initiatedBy: string | null;
};

const initiatorOf = (initiatedBy: unknown): string | null =>
  textAt(initiatedBy, 'username') ?? (field(initiatedBy, 'automated') === true ? 'automated sync' : null);

const revisionOf = (value: unknown): string | null => {
  const [several] = listAt(value, 'revisions');
  return textAt(value, 'revision') ?? (typeof several === 'string' ? several : null);
};

/** https://argo-cd.readthedocs.io/en/stable/operator-manual/application.yaml and `RevisionHistory` of its API. */
const ofHistory = (entry: unknown): Sync => ({
  revision: revisionOf(entry),
  phase: 'Succeeded',
  startedAt: instant(field(entry, 'deployStartedAt')),
  finishedAt: instant(field(entry, 'deployedAt')),
  initiatedBy: initiatorOf(field(entry, 'initiatedBy')),
});

const ofOperation = (state: unknown): Sync | null => {
  const phase = textAt(state, 'phase');
  if (phase === null) return null;
  return {
    revision: revisionOf(field(state, 'syncResult')) ?? revisionOf(field(state, 'operation', 'sync')),
    phase,
    startedAt: instant(field(state, 'startedAt')),
    finishedAt: instant(field(state, 'finishedAt')),
    initiatedBy: initiatorOf(field(state, 'operation', 'initiatedBy')),
  };
};

/**
 * What our notification template would have sent of each sync that an Application tells of. The newest of its history and the
 * operation that it shows are one sync, told once.
 */
export const syncsOf = (application: unknown, base: URL): Fetched[] => {
  const app = textAt(application, 'metadata', 'name');
  if (app === null) return [];
  const status = field(application, 'status');
  const operation = ofOperation(field(status, 'operationState'));
  const past = listAt(status, 'history')
    .map(ofHistory)
    .filter(({ startedAt, finishedAt }) => (startedAt ?? finishedAt) !== null)
    .filter(({ startedAt }) => operation?.startedAt == null || startedAt !== operation.startedAt);
  const own = textAt(application, 'metadata', 'namespace');
  const url = `${base.href.replace(/\/$/, '')}/applications/${own === null ? '' : `${encodeURIComponent(own)}/`}${encodeURIComponent(app)}`;
  const told = (sync: Sync, isNow: boolean): Fetched[] => {
    const at = sync.finishedAt ?? sync.startedAt;
    if (at === null) return [];
    return [
      {
        event: 'sync',
        delivery: `poll:${base.host}/${own ?? ''}/${app}/${sync.startedAt ?? sync.finishedAt}/${sync.phase}`,
        at,
        body: {
          app,
          project: textAt(application, 'spec', 'project'),
          namespace: textAt(application, 'spec', 'destination', 'namespace'),
          cluster:
            textAt(application, 'spec', 'destination', 'name') ??
            textAt(application, 'spec', 'destination', 'server'),
          ...sync,
          // Of a sync of the past nobody knows which images it brought.
          images: isNow ? listAt(status, 'summary', 'images') : [],
          health: isNow ? textAt(status, 'health', 'status') : null,
          url,
        },
      },
    ];
  };
  return [...past.flatMap((sync) => told(sync, false)), ...(operation === null ? [] : told(operation, true))];
};
