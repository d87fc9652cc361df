import type { Phase } from '../../change/observation.ts';
import type { Report } from '../source.ts';
import { actorOf } from './author.ts';
import { versionIn } from './image.ts';
import type { Rollout, SeenWorkload } from './seen.ts';
import { about, moment, placeOf, type Where } from './where.ts';

const titleOf = (after: SeenWorkload, { what }: Rollout, version: string | null, { environment }: Where) => {
  switch (what) {
    case 'images':
    case 'made':
      return ['Deploy', after.name, version, 'to', environment].filter((it) => it !== null).join(' ');
    case 'restart':
      return `Restart ${after.name} in ${environment}`;
    case 'template':
      return `Change the pods of ${after.name} in ${environment}`;
  }
};

/** The container whose image changed, else the first that is no helper. */
const mainOf = ({ images }: SeenWorkload, from: Rollout['from']): string | undefined => {
  const before = new Map(from ?? []);
  const changed = images.find(([name, image]) => from !== null && before.get(name) !== image);
  return (changed ?? images[0])?.[0];
};

const imageOf = (images: Rollout['from'], name: string | undefined): string | null =>
  new Map<string | undefined, string>(images ?? []).get(name) ?? null;

/** `app: pricing:v811 → pricing:v812`, of those that changed. */
const imagesTold = ({ images }: SeenWorkload, from: Rollout['from']): string[] =>
  images.flatMap(([name, image]) => {
    const before = imageOf(from, name);
    if (before === image) return [];
    return [before === null ? `${name}: ${image}` : `${name}: ${before} → ${image}`];
  });

/** What all phases of one rollout say. */
const aboutRollout = (after: SeenWorkload, rollout: Rollout, where: Where): Report => {
  const { from, what } = rollout;
  const main = mainOf(after, from);
  const version = versionIn(imageOf(after.images, main));
  const previous = what === 'restart' ? null : versionIn(imageOf(from, main));
  const images = imagesTold(after, from);
  return {
    ...about(after, where),
    key: `${placeOf(after, where)}/rollouts/${rollout.generation}`,
    kind: what === 'template' ? 'config' : 'deploy',
    title: titleOf(after, rollout, version, where),
    actor: actorOf(after.templateBy),
    version,
    previousVersion: previous === version ? null : previous,
    summary: after.cause,
    extra: {
      workload: after.kind,
      generation: rollout.generation,
      ...(images.length === 0 ? {} : { images }),
    },
  };
};

const phaseOf: Readonly<Record<Rollout['is'], Phase>> = {
  rolling: 'started',
  paused: 'progressed',
  done: 'finished',
  failed: 'failed',
};

const isOver = (rollout: Rollout | null): boolean =>
  rollout === null || rollout.is === 'done' || rollout.is === 'failed';

/** The beginning and the turns of a rollout; one that is seen only when it has ended has begun as well. */
export const rolloutChanges = (before: SeenWorkload | null, after: SeenWorkload, where: Where): Report[] => {
  const { rollout, progress } = after;
  if (rollout === null) return [];
  const is = aboutRollout(after, rollout, where);
  const previous = before?.rollout ?? null;
  const isAnother = previous?.generation !== rollout.generation;
  if (!isAnother && previous?.is === rollout.is) return [];
  const began = moment(after.templateBy?.at);
  const replaced: Report[] =
    isAnother && before !== null && previous !== null && !isOver(previous)
      ? [
          {
            ...aboutRollout(before, previous, where),
            phase: 'cancelled',
            ...began,
            summary: 'Another rollout took its place.',
          },
        ]
      : [];
  const start: Report[] = isAnother ? [{ ...is, phase: 'started', ...began }] : [];
  // Resumed after a pause: it has started before.
  const turn: Report[] =
    rollout.is === 'rolling'
      ? isAnother
        ? []
        : [{ ...is, phase: 'progressed' }]
      : [
          {
            ...is,
            phase: phaseOf[rollout.is],
            ...moment('at' in progress ? progress.at : null),
            ...(progress.is === 'failed' && progress.why !== null ? { summary: progress.why } : {}),
          },
        ];
  return [...replaced, ...start, ...turn];
};

/** A workload that is no more. */
export const removal = (before: SeenWorkload, where: Where): Report => ({
  ...about(before, where),
  key: `${placeOf(before, where)}/removed`,
  kind: 'deploy',
  phase: 'finished',
  title: `Remove ${before.name} from ${where.environment}`,
  previousVersion: versionIn(imageOf(before.images, mainOf(before, null))),
  extra: { workload: before.kind },
});
