import { normalise, words } from '@nightjar/query/words';
import { plain, sameName } from '../../../change/names.ts';

/** An alert that fires, as far as it helps to tell of which cause it is. */
export type Firing = {
  readonly id: string;
  /** When its episode began, in milliseconds since 1970. */
  readonly at: number;
  readonly source: string;
  readonly title: string;
  readonly severity: string | null;
  /** In small letters, as are the environment and the labels. */
  readonly services: readonly string[];
  readonly environment: string | null;
  /** Labels that name one thing, with their values: `node=n12`. */
  readonly things: readonly string[];
  /** The rule that fired, where a label names it. */
  readonly rule: string | null;
  /** What it measures: latency, errors and the like; empty where it does not tell. */
  readonly signal: string;
  /** The words of its title, numbers and all. */
  readonly words: ReadonlySet<string>;
  /** The title with every word that holds a digit as `#`. */
  readonly shape: string;
  /** The group that it is part of; null where it is of none yet. */
  readonly group: string | null;
};

/** As the read model keeps it. */
export type FiringRow = Omit<Firing, 'at' | 'words' | 'shape'> & { readonly at: Date };

type Labels = Readonly<Record<string, string>>;

/**
 * Names of labels whose value names one thing that can break. Not among them: `instance` and `pod`, which often name what watches
 * (kube-state-metrics, an exporter) and so are the same for everything that is watched; zones and regions, which a third of all
 * alerts share.
 */
const thingNames: ReadonlySet<string> = new Set([
  ...['node', 'nodename', 'kubernetes_node', 'host', 'hostname', 'host_name', 'device', 'rack'],
  ...['volume', 'persistentvolume', 'persistentvolumeclaim', 'bucket', 'shard', 'partition', 'index'],
  ...['database', 'db', 'datname', 'db_instance', 'dbinstanceidentifier', 'dbclusteridentifier'],
  ...['queue', 'queue_name', 'topic', 'broker', 'consumergroup', 'domain', 'certificate', 'loadbalancer'],
  ...['incident', 'incident_id', 'incident_key', 'correlation_id'],
]);

const ruleNames = ['alertname', 'rule', 'rulename', 'monitor', 'check'];

/** More words of a title tell nothing more, and more labels that name things neither. */
const mostWords = 40;
const mostThings = 10;

/** Values that every label has for nothing. */
const nothing: ReadonlySet<string> = new Set(['', '-', 'none', 'null', 'unknown', 'n/a', 'default', 'all']);

/** The things that labels name, with their values; at most `mostThings`. */
export const thingsIn = (labels: Labels): string[] =>
  Object.entries(labels)
    .map(([name, value]) => [sameName(name), sameName(value)] as const)
    .filter(([name, value]) => thingNames.has(name) && !nothing.has(value))
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .slice(0, mostThings);

export const ruleIn = (labels: Labels): string | null => {
  const byName = new Map(Object.entries(labels).map(([name, value]) => [sameName(name), value]));
  const rule = ruleNames.map((name) => byName.get(name)).find((it) => it !== undefined && it !== '');
  return rule === undefined ? null : sameName(rule);
};

export const firingOf = (row: FiringRow): Firing => {
  const text = normalise(plain(row.title));
  return {
    ...row,
    at: row.at.getTime(),
    source: sameName(row.source),
    services: [...new Set(row.services.map(sameName))],
    environment: row.environment === null ? null : sameName(row.environment),
    words: new Set(words(text).slice(0, mostWords)),
    shape: text
      .split(' ')
      .map((word) => (/\d/.test(word) ? '#' : word))
      .join(' '),
  };
};
