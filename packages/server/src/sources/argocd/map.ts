import { kindOfActor } from '../../change/actor.ts';
import type { Actor, Phase } from '../../change/observation.ts';
import { headline, linkTo, personIn } from '../json.ts';
import type { Delivery, Reading, Report } from '../source.ts';
import { type Operation, operationIn } from './operation.ts';
import { shortRevision, versionOf } from './version.ts';

/** Phases of an operation (argo-cd, `OperationPhase`). */
const phases: Readonly<Record<string, Phase>> = {
  running: 'started',
  terminating: 'progressed',
  succeeded: 'finished',
  failed: 'failed',
  error: 'failed',
};

/** Within this, what became of the application is the outcome of its sync; later something else broke it. */
const outcomeMs = 30 * 60_000;

const ignored = (why: string): Reading => ({ is: 'ignored', why });

/** How far a sync came, by its operation and by what the application makes of it. */
const phaseOf = ({ phase, health }: Operation): Phase | null => {
  const key = phase?.toLowerCase() ?? '';
  const told = Object.hasOwn(phases, key) ? phases[key] : undefined;
  if (told === undefined) return null;
  // Applied is not yet running: the rollout goes on until the application is healthy, or has degraded.
  if (told === 'finished' && health === 'Progressing') return 'progressed';
  return told === 'finished' && health === 'Degraded' ? 'failed' : told;
};

/** Milliseconds from the end of the operation to the message; null where either is not told. */
const afterMs = ({ finishedAt, sentAt }: Operation): number | null =>
  finishedAt === null || sentAt === null ? null : Date.parse(sentAt) - Date.parse(finishedAt);

/**
 * A rollout ends when the application is healthy, which is when the message was sent. A message that comes much later (the controller
 * was away, or has just been set up) tells of an old sync, which is dated by its operation.
 */
const whenOf = (it: Operation, phase: Phase): string | null => {
  if (phase === 'started') return it.startedAt;
  const after = afterMs(it);
  const isOutcome =
    it.phase?.toLowerCase() === 'succeeded' && after !== null && after >= 0 && after <= outcomeMs;
  return isOutcome ? it.sentAt : (it.finishedAt ?? it.sentAt);
};

const degradedLater = (it: Operation): boolean =>
  it.phase?.toLowerCase() === 'succeeded' && it.health === 'Degraded' && (afterMs(it) ?? 0) > outcomeMs;

/** The images are those that run: before the rollout is over they are those of the version before. */
const versionIn = (it: Operation): string | null => {
  const isOver = it.phase?.toLowerCase() === 'succeeded' && it.health !== 'Progressing';
  return (isOver ? versionOf(it.images, it.app) : null) ?? shortRevision(it.revision);
};

/** A cluster's address says nothing to a reader, nor does the name of Argo CD's own. Any other name is mostly the environment. */
const environmentOf = ({ cluster }: Operation): string | null =>
  cluster === null || cluster.includes('://') || cluster === 'in-cluster' ? null : cluster;

const pagesOf = ({ argocd, app, namespace }: Operation) => {
  const page =
    argocd === null
      ? null
      : `${argocd.replace(/(?<!\/)\/+$/, '')}/applications/${namespace === null ? '' : `${namespace}/`}${app}`;
  const [revert] = linkTo('history and rollback', page);
  return { links: linkTo('Argo CD', page), revert: revert ?? null };
};

/** The accounts of projects are tokens of pipelines, and are named `proj:PROJECT:ROLE`. */
const actorOf = (it: Operation): Partial<Actor> => {
  const person = it.automated ? null : personIn(it.by);
  if (person === null) return { name: 'argocd', kind: 'automation' };
  const isToken = person.startsWith('proj:') || kindOfActor(person) === 'automation';
  return { name: person, kind: isToken ? 'automation' : 'human' };
};

const aboutSync = (it: Operation): Report => {
  const version = versionIn(it);
  const { links, revert } = pagesOf(it);
  const environment = environmentOf(it);
  return {
    // One operation has one start, whatever its phase; a message without it is a change of its own by its revision.
    ...(it.startedAt === null && it.revision === null
      ? {}
      : { key: `${it.place}/${it.namespace ?? ''}/${it.app}/${it.startedAt ?? it.revision}` }),
    kind: 'deploy',
    title: ['Deploy', it.app, version, environment && `to ${environment}`].filter(Boolean).join(' '),
    services: [it.app],
    hints: [
      { join: 'argocd', value: it.app },
      ...(it.target === null ? [] : [{ join: 'kubernetes', value: `${it.target}/${it.app}` }]),
    ],
    environment,
    actor: actorOf(it),
    version,
    links,
    revert,
    summary: headline(it.message, 1000),
    tags: {
      ...(it.project === null ? {} : { project: it.project }),
      ...(it.target === null ? {} : { namespace: it.target }),
      ...(it.repository === null ? {} : { repository: it.repository }),
    },
    extra: { revision: it.revision, images: it.images, health: it.health, operation: it.phase },
  };
};

export const map = ({ body }: Delivery): Reading => {
  const it = operationIn(body);
  if (it === null) return ignored('It names no application.');
  if (it.phase === null) return ignored('It names no phase of a sync.');
  if (degradedLater(it))
    return ignored('It degraded long after its sync: no change, but a matter for alerts.');
  const phase = phaseOf(it);
  if (phase === null) return ignored(`The phase ${it.phase.slice(0, 50)} is not one of a sync.`);
  const at = whenOf(it, phase);
  return { is: 'changes', changes: [{ ...aboutSync(it), phase, ...(at === null ? {} : { at }) }] };
};
