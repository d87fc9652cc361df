import { keyOfContent } from '../../change/identity.ts';
import type { Report } from '../source.ts';
import { actorOf } from './author.ts';
import type { ConfigLook } from './look.ts';
import { about, moment, placeOf, type Where } from './where.ts';

const mostNamed = 20;

const listed = (what: string, keys: readonly string[]): string[] => {
  if (keys.length === 0) return [];
  const rest = keys.length > mostNamed ? ` and ${keys.length - mostNamed} more` : '';
  return [`${what} ${keys.slice(0, mostNamed).join(', ')}${rest}.`];
};

/** `pricing-config` is pricing's, as most teams call them; the label is better where there is one. */
const serviceOf = ({ app, name }: ConfigLook): string =>
  app ?? (name.replace(/-(config|configmap|cm|env|settings)(-[a-z0-9]{6,10})?$/, '') || name);

/** Other content of a ConfigMap: which keys, never what they hold. */
export const configChanges = (before: ConfigLook, after: ConfigLook, where: Where): Report[] => {
  const [was, is] = [new Map(before.keys), new Map(after.keys)];
  const keys = [...new Set([...was.keys(), ...is.keys()])].sort();
  const added = keys.filter((key) => !was.has(key));
  const removed = keys.filter((key) => !is.has(key));
  const changed = keys.filter((key) => was.has(key) && is.has(key) && was.get(key) !== is.get(key));
  if (added.length + removed.length + changed.length === 0 || before.uid !== after.uid) return [];
  return [
    {
      ...about(after, where),
      services: [serviceOf(after)],
      key: `${placeOf(after, where)}/contents/${after.by?.at ?? ''}${keyOfContent(after.keys)}`,
      kind: 'config',
      phase: 'finished',
      ...moment(after.by?.at),
      title: `Change configuration ${after.name} in ${where.environment}`,
      actor: actorOf(after.by),
      summary: [
        ...listed('Changed:', changed),
        ...listed('Added:', added),
        ...listed('Removed:', removed),
      ].join(' '),
      extra: { configMap: after.name },
    },
  ];
};
