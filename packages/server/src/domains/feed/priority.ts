import type { Actor } from '../../change/observation.ts';
import { isRehearsal } from '../../change/rehearsal.ts';
import type { Priority } from './priorities.ts';
import type { Told } from './told.ts';

/** A name that is not known to be a robot's may be a person's. */
export const mayBePerson = (actor: Actor | null): actor is Actor =>
  actor !== null && actor.kind !== 'automation';

/** What pipelines say of themselves where they do not say who they are. */
const housekeeping =
  /^(run|push|force-push|merge|release|build|test|lint|scan|publish|bump|update dependenc)/i;

/** Where people work past the pipeline. */
const consoles = /^(aws|cloudtrail|eventbridge|gcp|google|azure|kubernetes)/i;
const byHand = /(^|[^a-z])(console|by hand|manual|manually|kubectl|hotfix|break-?glass)([^a-z]|$)/i;

const isByHand = ({ source, title, tags, environment }: Told): boolean =>
  !isRehearsal(environment) &&
  (consoles.test(source) ||
    byHand.test(title) ||
    Object.entries(tags).some(([tag, value]) => byHand.test(tag) || byHand.test(value)));

/** Nothing that runs is another because of it. */
const changesNothing = ({ kind, actor, title }: Told): boolean => {
  if (kind === 'catalog') return true;
  return kind === 'other' && (actor !== null || housekeeping.test(title));
};

const byWhatItIs = (change: Told): Priority => {
  if (isRehearsal(change.environment) || changesNothing(change)) return 'low';
  return change.kind === 'schema' || change.kind === 'certificate' ? 'high' : 'normal';
};

/** That Nightjar hears of more changes nothing it hears of, whoever does it: a new feed would be full of it. That it hears of less is news. */
const isConnecting = ({ source, kind, title }: Told): boolean =>
  source === 'nightjar' && kind === 'config' && /^(connect|add) /i.test(title);

const higher: Readonly<Record<Priority, Priority>> = { low: 'normal', normal: 'high', high: 'high' };

/**
 * Whether a change could break something. By what it is and where: `low` for what changes nothing that runs (merges, checks,
 * releases, looks at the catalog, sources that Nightjar is connected to) and for rehearsals (staging, dev), `high` for schemas and certificates, else `normal`. What a
 * person did else is at least `normal`, and by hand in a console `high`. What failed or was taken back counts one higher.
 */
export const priorityOf = (change: Told): Priority => {
  if (isConnecting(change)) return 'low';
  const what = byWhatItIs(change);
  const own = !mayBePerson(change.actor)
    ? what
    : isByHand(change)
      ? 'high'
      : what === 'low'
        ? 'normal'
        : what;
  return change.status === 'failed' || change.status === 'reverted' ? higher[own] : own;
};
