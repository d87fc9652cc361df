import { instant } from '../../change/instant.ts';
import { field, firstText, listAt, textAt } from '../json.ts';

/** A sync of an application, whatever template told of it. */
export type Operation = {
  readonly app: string;
  readonly namespace: string | null;
  /** Tells two installations apart: the application's uid, else the host of its Argo CD. */
  readonly place: string;
  readonly project: string | null;
  readonly cluster: string | null;
  readonly target: string | null;
  readonly phase: string | null;
  readonly health: string | null;
  readonly revision: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly sentAt: string | null;
  readonly message: string | null;
  readonly images: readonly string[];
  readonly repository: string | null;
  readonly by: string | null;
  /** Argo CD began it by itself, because the repository had moved. */
  readonly automated: boolean;
  readonly argocd: string | null;
};

const texts = (list: readonly unknown[]): string[] =>
  list.filter((it): it is string => typeof it === 'string' && it.trim() !== '').map((it) => it.trim());

/** Argo CD renders an absent value as `<no value>` where a template does not quote it as JSON. */
const said = (text: string | null): string | null =>
  text === null || text === '<no value>' || text === '<nil>' ? null : text;

const hostOf = (url: string | null): string | null =>
  /^https?:\/\/([^/\s?#]+)/i.exec(url ?? '')?.[1]?.toLowerCase() ?? null;

/** An Application as Kubernetes and Argo CD's API write it: what `toJson .app` gives, and what a reconciler fetches. */
const ofApplication = (app: unknown, body: unknown): Operation | null => {
  const name = textAt(app, 'metadata', 'name');
  if (name === null) return null;
  const state = field(app, 'status', 'operationState');
  const argocd = said(textAt(body, 'argocdUrl'));
  return {
    app: name,
    namespace: textAt(app, 'metadata', 'namespace'),
    place: textAt(app, 'metadata', 'uid') ?? hostOf(argocd) ?? 'argocd',
    project: textAt(app, 'spec', 'project'),
    cluster: firstText(app, ['spec', 'destination', 'name'], ['spec', 'destination', 'server']),
    target: textAt(app, 'spec', 'destination', 'namespace'),
    phase: textAt(state, 'phase'),
    health: textAt(app, 'status', 'health', 'status'),
    revision: firstText(
      app,
      ['status', 'operationState', 'syncResult', 'revision'],
      ['status', 'operationState', 'operation', 'sync', 'revision'],
      ['status', 'sync', 'revision'],
    ),
    startedAt: instant(field(state, 'startedAt')),
    finishedAt: instant(field(state, 'finishedAt')),
    sentAt: instant(field(body, 'sentAt')),
    message: textAt(state, 'message'),
    images: texts(listAt(app, 'status', 'summary', 'images')),
    repository: firstText(app, ['spec', 'source', 'repoURL']),
    by: textAt(state, 'operation', 'initiatedBy', 'username'),
    automated: field(state, 'operation', 'initiatedBy', 'automated') === true,
    argocd,
  };
};

/** A template's own names: ours first, then those that people give most. */
const ofTemplate = (body: unknown): Operation | null => {
  const at = (...names: readonly string[]): string | null =>
    said(firstText(body, ...names.map((name) => [name])));
  const name = at('app', 'application', 'appName', 'app_name', 'applicationName', 'name');
  const phase = at('phase', 'operationPhase', 'operation_phase', 'syncPhase', 'state', 'status');
  if (name === null) return null;
  const argocd = at('argocdUrl', 'argocd_url');
  return {
    app: name,
    namespace: at('namespace', 'appNamespace'),
    place: at('uid') ?? hostOf(argocd) ?? 'argocd',
    project: at('project'),
    cluster: firstText(body, ['destination', 'name'], ['destination', 'server'], ['cluster'], ['server']),
    target: firstText(body, ['destination', 'namespace'], ['targetNamespace']),
    phase,
    health: at('health', 'healthStatus', 'health_status'),
    revision: at('revision', 'commit', 'sha', 'gitRevision'),
    startedAt: instant(at('startedAt', 'started_at', 'startTime')),
    finishedAt: instant(at('finishedAt', 'finished_at', 'finishTime')),
    sentAt: instant(at('sentAt', 'timestamp', 'time')),
    message: at('message', 'text'),
    images: texts([...listAt(body, 'images'), ...listAt(body, 'summary', 'images')]),
    repository: at('repository', 'repoURL', 'repo', 'repo_url'),
    by: firstText(body, ['initiatedBy', 'username'], ['initiatedBy'], ['user']),
    automated: field(body, 'initiatedBy', 'automated') === true,
    argocd,
  };
};

/** The sync that a notification tells of, or null where it names no application. */
export const operationIn = (body: unknown): Operation | null =>
  ofApplication(body, body) ??
  ofApplication(field(body, 'app'), body) ??
  ofApplication(field(body, 'application'), body) ??
  ofTemplate(body);
