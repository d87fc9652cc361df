import { hash } from 'node:crypto';
import { sameName } from '../../change/names.ts';
import { isRehearsal } from '../../change/rehearsal.ts';
import { mayBePerson } from './priority.ts';
import { shapeOf } from './shape.ts';
import type { Told } from './told.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Windows are fixed, so that a change's bundle depends on no other change. */
const windowOf = ({ startedAt, at }: Told, lengthMs: number): number =>
  Math.floor(Date.parse(startedAt ?? at) / lengthMs);

/** What a commit or an image is named by, the same in no two repositories: beginnings of hashes, whole ones, digests. */
const isRevision = (version: string): boolean =>
  /^(sha\d+:)?[0-9a-f]{7,64}$/.test(version) && /[a-f]/.test(version) && /\d/.test(version);

const known = (text: string | null): string => (text === null ? '' : sameName(text));

const byOf = ({ actor }: Told): string[] => [known(actor?.name ?? null), known(actor?.onBehalfOf ?? null)];

const servicesOf = ({ services }: Told): string => services.map(sameName).sort().join('\t');

/** A revision may touch many services; another version is one of a service, and `v2` of two services is no one thing. */
const whatOf = (change: Told, version: string): string[] =>
  isRevision(version) ? [version] : [version, known(change.previousVersion), servicesOf(change)];

/** A merge, and the checks that it sets off: no job that somebody starts by hand is called so. */
const mergeOrCheck =
  /^((merge|push|force-push) |run ([\w-]+[ _-])??(ci|builds?|tests?|lint|checks?|codeql|coverage|e2e|typecheck|verify)([ _-]|$))/i;

/** One click that goes to many places is begun everywhere at once; nobody takes a thing back and does it again so soon. */
const oneBreath = 15 * second;

/**
 * What a person did is one act only where the same person brought the same version, under the same words, to several places or
 * services in one breath; or merged a commit, and set off its checks within two minutes. What ended badly, and what names no
 * version, stands for itself.
 */
const actOf = (change: Told): string[] | null => {
  const { kind, status, environment, version, previousVersion, title } = change;
  if (version === null || status === 'failed' || status === 'reverted') return null;
  const name = sameName(version);
  const by = [known(change.source), kind, ...byOf(change), name];
  if (kind === 'other' && isRevision(name) && mergeOrCheck.test(title))
    return ['merge', ...by, `${windowOf(change, 2 * minute)}`];
  if (status === 'cancelled') return null;
  const where = isRehearsal(environment) ? known(environment) : 'production';
  const what = isRevision(name) ? '' : servicesOf(change);
  const words = shapeOf(change, false);
  return ['act', ...by, known(previousVersion), what, where, words, `${windowOf(change, oneBreath)}`];
};

/** A rollout is told as one thing wherever it went that day; `Roll back` and `Deploy` of one version are two. */
const rolloutOf = (change: Told, version: string): string[] => {
  const verb = sameName(change.title).split(' ', 1)[0] ?? '';
  const { source, kind } = change;
  const window = windowOf(change, day);
  return ['rollout', known(source), kind, ...byOf(change), ...whatOf(change, version), verb, `${window}`];
};

/** An autoscaler does the same all day long; any other robot that repeats itself does so within the hour. */
const burstOf = (change: Told): string[] => {
  const { source, kind } = change;
  const window = windowOf(change, kind === 'scale' ? day : hour);
  return [
    'burst',
    known(source),
    kind,
    ...byOf(change),
    servicesOf(change),
    shapeOf(change, true),
    `${window}`,
  ];
};

/**
 * The name of the one thing that people would tell this change as a part of, or null where it stands for itself. A pure function of
 * the change, so neither order nor repetition matters:
 * - a rollout of one version over many places, or of one commit over many services, by one robot in one day;
 * - what one robot does to one service again and again, numbers aside, within an hour (an autoscaler: a day);
 * - an act of one person (`actOf`). No person's change ever shares a bundle with a robot's or with another person's.
 */
export const bundleOf = (change: Told): string | null => {
  const { actor, version } = change;
  const parts = mayBePerson(actor)
    ? actOf(change)
    : version === null
      ? burstOf(change)
      : rolloutOf(change, sameName(version));
  return parts === null ? null : `bdl_${hash('sha1', parts.join('\n')).slice(0, 20)}`;
};
