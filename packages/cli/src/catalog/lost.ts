import type { Ref } from '@nightjar/descriptors/ref';
import { partsOf } from '@nightjar/descriptors/ref';

const fields: Readonly<Record<string, string>> = {
  kind: 'what kind of thing it is',
  name: 'its name as it is written',
  owners: 'who owns it',
  'rest.possible': 'what it may need, which nobody claims',
  'contact.onCall': 'who is on call',
};

/** By what an attribute's name begins with; the rest is whatever it is about. */
const groups: Readonly<Record<string, (about: string) => string>> = {
  contact: (slot) => `its ${slot} contact`,
  tag: (key) => `the tag ${key}`,
  join: (system) => `what it is called in ${system}`,
  annotation: (key) => `the annotation ${key}`,
  version: (environment) => (environment === '' ? 'its version' : `which version runs in ${environment}`),
  link: (url) => `the link ${url}`,
  alias: (name) => `that it is also called ${name}`,
  rest: (field) => `the field ${field}`,
};

const verbs: Readonly<Record<string, readonly [out: string, into: string]>> = {
  dependsOn: ['it depends on', 'depends on it'],
  calls: ['it calls', 'calls it'],
  consumesApi: ['it uses', 'uses it'],
  providesApi: ['it provides', 'provides it'],
  partOf: ['it is part of', 'is part of it'],
  memberOf: ['it is a member of', 'is a member of it'],
  childOf: ['it is below', 'is below it'],
  runsIn: ['it runs in', 'runs in it'],
};

const relation = (about: string): string => {
  const [, inverse = '', type = '', ref = ''] = /^(<?)([^.]+)\.(.*)$/s.exec(about) ?? [];
  const { name } = partsOf(ref as Ref);
  const [out, into] = verbs[type] ?? [`it ${type}`, `${type} it`];
  return inverse === '' ? `that ${out} ${name}` : `that ${name} ${into}`;
};

/** What a form cannot say, in words: `rest.possible`, `tag.pci`, `relation.dependsOn.resource:default/db`. */
export const lostText = (attribute: string): string => {
  const [, group = '', about = ''] = /^([^.]+)\.(.*)$/s.exec(attribute) ?? [];
  if (group === 'relation') return relation(about);
  return fields[attribute] ?? groups[group]?.(about) ?? `its ${attribute}`;
};
