import type { Relation, Says } from '@nightjar/descriptors/description';
import { type Ref, refOf } from '@nightjar/descriptors/ref';
import { storableText } from '../../../change/storable.ts';
import { cut } from '../../../telemetry/cut.ts';
import type { Attributes } from './otlp/span.ts';

/** What a resource of OpenTelemetry tells of itself, in the words of the catalog. */
export type Service = {
  readonly ref: Ref;
  readonly name: string;
  /** Empty where it does not tell. */
  readonly environment: string;
  readonly says: Says;
};

/** Three of them stand in one key of an index, which holds 2,704 bytes. */
const longestName = 200;

/** A reference splits at `:` and `/` and has no spaces, so a name has none of them. */
export const nameFor = (text: string): string =>
  cut(
    storableText(text)
      .trim()
      .replaceAll(/[\s:/\p{Cc}]+/gu, '-'),
    longestName,
  );

/** service.criticality (OpenTelemetry semantic conventions, service attributes). */
const tiers: Readonly<Record<string, 0 | 1 | 2 | 3>> = { critical: 0, high: 1, medium: 2, low: 3 };

/** telemetry.sdk.language names SDKs; these two are the same language. */
const languages: Readonly<Record<string, string>> = { nodejs: 'javascript', webjs: 'javascript' };

const workloads = ['deployment', 'statefulset', 'daemonset', 'cronjob', 'job'] as const;

/** What is said in one line, as the catalog takes it: no longer than a name, and without control characters. */
const lineFor = (text: string): string =>
  cut(
    storableText(text)
      .replaceAll(/\p{Cc}+/gu, ' ')
      .trim(),
    longestName,
  );

/** What is known where there is something, nothing else: absent and empty are the same. */
const some = <Value extends object>(value: Value): Value | undefined =>
  Object.keys(value).length === 0 ? undefined : value;

const present = (pairs: readonly (readonly [string, string | undefined])[]): Record<string, string> =>
  Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));

const saysOf = (of: Attributes, name: string, environment: string): Says => {
  const criticality = of['service.criticality']?.toLowerCase() ?? '';
  const tier = Object.hasOwn(tiers, criticality) ? tiers[criticality] : undefined;
  const sdk = of['telemetry.sdk.language'];
  const language = sdk !== undefined && Object.hasOwn(languages, sdk) ? languages[sdk] : sdk;
  const runtime = [of['process.runtime.name'], of['process.runtime.version']].filter(Boolean).join(' ');
  const kind = workloads.find((it) => of[`k8s.${it}.name`] !== undefined);
  const workload = kind && of[`k8s.${kind}.name`];
  const deployment = kind ? `kubernetes ${kind}` : of['cloud.platform'];
  const version = of['service.version'];
  const tags = some(
    present([
      ['service.namespace', of['service.namespace']],
      ['k8s.cluster', of['k8s.cluster.name']],
      ['k8s.namespace', of['k8s.namespace.name']],
      ['cloud.provider', of['cloud.provider']],
      ['cloud.region', of['cloud.region']],
      ['cloud.account', of['cloud.account.id']],
    ]),
  );
  const alias =
    workload && kind !== 'job' && workload.toLowerCase() !== name.toLowerCase() ? nameFor(workload) : '';
  const runsIn: Relation | undefined = environment
    ? { type: 'runsIn', to: refOf('environment', environment) }
    : undefined;
  return {
    ...(tier === undefined ? {} : { tier }),
    ...(language ? { language } : {}),
    ...(runtime ? { runtime: cut(runtime, longestName) } : {}),
    ...(deployment ? { deployment } : {}),
    ...(version ? { versions: { [environment]: version } } : {}),
    ...(tags ? { tags } : {}),
    ...(alias ? { aliases: [alias] } : {}),
    ...(runsIn ? { relations: [runsIn] } : {}),
  };
};

/**
 * The service that a resource is; undefined where it names none. `unknown_service` and `unknown_service:<process>` are what
 * SDKs send where nobody named it (resource SDK specification), and would make one service of all that are nameless.
 */
export const serviceOf = (resource: Attributes): Service | undefined => {
  const given = resource['service.name'] ?? '';
  const name = nameFor(given);
  if (name === '' || /^unknown_service(:|$)/.test(given)) return undefined;
  const environment = nameFor(
    resource['deployment.environment.name'] ?? resource['deployment.environment'] ?? '',
  ).toLowerCase();
  const clean = Object.fromEntries(Object.entries(resource).map(([key, value]) => [key, lineFor(value)]));
  return { ref: refOf('service', name), name, environment, says: saysOf(clean, name, environment) };
};
