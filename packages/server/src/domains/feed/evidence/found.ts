import type { FoundChange } from '../../../evidence/parts.ts';
import type { Told } from '../told.ts';

/** Tags by which a sender tells which instances a change put up, and which stayed: names between commas or blanks. */
const instanceTags = { newInstances: 'new_instances', oldInstances: 'old_instances' } as const;

const namesIn = (text: string | undefined): string[] =>
  text === undefined ? [] : text.split(/[\s,]+/).filter((name) => name !== '');

const instancesIn = (tags: Told['tags']): Pick<FoundChange, 'newInstances' | 'oldInstances'> => {
  const [young, old] = [namesIn(tags[instanceTags.newInstances]), namesIn(tags[instanceTags.oldInstances])];
  return {
    ...(young.length === 0 ? {} : { newInstances: young }),
    ...(old.length === 0 ? {} : { oldInstances: old }),
  };
};

const by = ({ actor }: Told): string | null =>
  actor === null ? null : actor.onBehalfOf === null ? actor.name : `${actor.onBehalfOf} (${actor.name})`;

type Asked = { readonly until: number; readonly now: number };

/**
 * A change as it was known to be; null where it had not begun by `until`. What was only planned, or called off before it began,
 * has changed nothing.
 */
export const foundChange = (change: Told, { until, now }: Asked): FoundChange | null => {
  const { startedAt, finishedAt, status } = change;
  const ended = status === 'cancelled' && startedAt === null ? null : finishedAt;
  const began = startedAt ?? ended ?? change.revertedAt;
  if (began === null || Date.parse(began) > until) return null;
  const over = finishedAt === null ? null : Date.parse(finishedAt);
  return {
    id: change.id,
    title: change.title,
    summary: change.summary,
    kind: change.kind,
    services: change.services,
    environment: change.environment,
    at: Date.parse(began),
    completedAt: over === null || over > now ? null : over,
    actor: by(change),
    ...instancesIn(change.tags),
  };
};
