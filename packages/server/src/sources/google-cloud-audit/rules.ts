import type { Kind } from '../../change/observation.ts';
import type { Method } from './method.ts';

type Rule = {
  /** Of the service, without `.googleapis.com`. */
  readonly service?: RegExp;
  /** Of the whole method name. */
  readonly method: RegExp;
  readonly kind: Kind;
  /** What the title begins with; `null`: the method's own words. */
  readonly verb?: string;
};

/** The first that fits says what a call changes. Methods: the audit-logging page of each service (cloud.google.com). */
const rules: readonly Rule[] = [
  { method: /setIamPolic/i, kind: 'config', verb: 'Change the IAM policy of' },
  { service: /^iam$|^iamcredentials$/, method: /./, kind: 'config' },
  { service: /^run$/, method: /(Create|Replace|Update)Service$/, kind: 'deploy', verb: 'Deploy' },
  {
    service: /^run$/,
    method: /(Create|Replace|Update)(Job|WorkerPool)$/,
    kind: 'deploy',
    verb: 'Deploy job',
  },
  {
    service: /^cloudfunctions$/,
    method: /(Create|Update)Function$/,
    kind: 'deploy',
    verb: 'Deploy function',
  },
  {
    service: /^appengine$/,
    method: /Versions\.(CreateVersion|UpdateVersion)$/,
    kind: 'deploy',
    verb: 'Deploy',
  },
  { service: /^appengine$/, method: /UpdateService$/, kind: 'deploy', verb: 'Move traffic of' },
  { service: /^clouddeploy$/, method: /(CreateRollout|RollbackTarget|AdvanceRollout)$/, kind: 'deploy' },
  { service: /^k8s\.io$/, method: /\.scale\.(patch|update)$/, kind: 'scale', verb: 'Scale' },
  {
    service: /^k8s\.io$/,
    method: /\.(deployments|statefulsets|daemonsets)\.(patch|update|create)$/,
    kind: 'deploy',
    verb: 'Deploy',
  },
  { service: /^k8s\.io$/, method: /horizontalpodautoscalers\./, kind: 'scale' },
  { service: /^k8s\.io$/, method: /\.(configmaps|secrets)\./, kind: 'config' },
  {
    service: /^k8s\.io$/,
    method: /\.(services|ingresses|networkpolicies|cronjobs|deployments|statefulsets|daemonsets)\./,
    kind: 'infrastructure',
  },
  { service: /^container$/, method: /NodePoolSize$|Autoscaling$/, kind: 'scale' },
  {
    service: /^compute$/,
    method: /instanceGroupManagers\.(patch|update|setInstanceTemplate)$/,
    kind: 'deploy',
    verb: 'Update instance group',
  },
  { service: /^compute$/, method: /(resize|resizeAdvanced|autoscalers\.\w+|setSize)$/i, kind: 'scale' },
  { service: /^(cloudsql|sqladmin)$/, method: /\.(users|databases|sslCerts)\./, kind: 'config' },
  {
    service: /^(secretmanager|cloudkms|dns|pubsub|cloudtasks|cloudscheduler|redis|logging|monitoring)$/,
    method: /./,
    kind: 'config',
  },
  { service: /^certificatemanager$/, method: /./, kind: 'certificate' },
  { service: /^(firebaseremoteconfig|parametermanager)$/, method: /./, kind: 'flag' },
];

export const ruleFor = (method: Method): Rule | null =>
  rules.find((rule) => (rule.service?.test(method.service) ?? true) && rule.method.test(method.name)) ?? null;

/** Calls that stand among admin activity and change nothing that runs. */
export const isIdle = (method: Method): boolean =>
  /(^|\.)(get|list|watch|search|query|test|validate|lookup|check|preview|generate\w*(Url|Token))/i.test(
    `.${method.verb}`,
  ) ||
  (method.service === 'k8s.io' &&
    (/\.(status|leases|events|endpoints|endpointslices|tokenreviews|subjectaccessreviews|pods|replicasets|nodes|serviceaccounts|controllerrevisions|jobs)\b/.test(
      method.name,
    ) ||
      ruleFor(method) === null));
