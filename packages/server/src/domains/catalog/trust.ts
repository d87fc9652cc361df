import type { Reader } from '@nightjar/descriptors/description';

/** How far each reader is believed: the higher, the more. Who wrote it down for us goes before who happened to see it. */
const trust: Readonly<Record<Reader, number>> = {
  manual: 6,
  nightjar: 5,
  backstage: 5,
  effx: 5,
  definition: 4,
  codeowners: 4,
  kubernetes: 3,
  ecs: 3,
  lambda: 3,
  compose: 2,
  repository: 2,
  traces: 1,
  committers: 0,
};

export const trustOf = (reader: Reader): number => trust[reader];

/** From here on somebody has written it down: an entity that such a reader tells of is declared, not only discovered. */
export const declares = (reader: Reader): boolean => trust[reader] >= trust.codeowners;

/** The rule by which one of several values is chosen, for people. */
export const rule =
  'Of what sources say differently the most trusted stands, then the newest: a person in Nightjar; then a descriptor (Backstage, effx) and Nightjar about itself; then a definition of an API and CODEOWNERS; then Kubernetes, ECS and Lambda; then compose files and the repository host; then traces; then recent committers. Tags, links, aliases, contacts and relations are united, and each is chosen alone.';
