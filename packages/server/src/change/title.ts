import type { Kind } from './observation.ts';

/** A change in the imperative, as a headline begins. */
const verbs: Record<Kind, string> = {
  deploy: 'Deploy',
  flag: 'Change a flag of',
  config: 'Change the configuration of',
  infrastructure: 'Change the infrastructure of',
  scale: 'Scale',
  schema: 'Change the schema of',
  experiment: 'Experiment on',
  certificate: 'Change a certificate of',
  oncall: 'Change the on-call of',
  catalog: 'Change the catalog entry of',
  other: 'Change',
};

const listed = (names: readonly string[]): string => {
  const [first, second, ...more] = names;
  if (second === undefined) return first ?? '';
  return more.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${more.length} more`;
};

/** The title of a change whose sender gave none: "Deploy pricing v812". How far it came is the phase's to say. */
export const titleOf = (change: {
  kind: Kind;
  services: readonly string[];
  source: string;
  version: string | null;
}): string => {
  const what = change.services.length === 0 ? `something in ${change.source}` : listed(change.services);
  return [verbs[change.kind], what, change.version].filter((word) => word !== null).join(' ');
};
