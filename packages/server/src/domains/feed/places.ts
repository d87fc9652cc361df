import { sameName } from '../../change/names.ts';
import type { Told } from './told.ts';

/** Tags that say on which of several equal places something happened. */
const placeTags = [
  'cluster',
  'region',
  'zone',
  'datacenter',
  'dc',
  'site',
  'cell',
  'shard',
  'namespace',
  'node',
  'host',
  'instance',
  'pod',
  'replica',
] as const;

/** Tags that tell clusters apart, as `tags` of a line holds their beginnings. */
export const clusterTags: readonly string[] = ['cluster=', 'region=', 'zone=', 'datacenter=', 'site='];

/** The names of the places that a change names beside its services, as names are compared. */
export const placesOf = ({ environment, tags }: Told): string[] =>
  [environment, ...placeTags.map((tag) => (Object.hasOwn(tags, tag) ? (tags[tag] ?? null) : null))]
    .filter((name) => name !== null && name !== '')
    .map((name) => sameName(name as string));
