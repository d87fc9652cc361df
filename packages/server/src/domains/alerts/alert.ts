import { handledBy } from '../../change/alert.ts';
import { byName } from '../../change/register.ts';
import { type Course, courseOf } from './course.ts';
import type { Folded } from './fold.ts';
import type { Alert } from './wire.ts';

/** Who acknowledged the episode before says nothing about this one. */
const labelsOf = ({ labels }: Folded, { acknowledgedAt, resolvedAt }: Course): Record<string, string> => {
  const over = [
    ...(acknowledgedAt === null ? [handledBy.acknowledged] : []),
    ...(resolvedAt === null ? [handledBy.resolved] : []),
  ];
  return Object.fromEntries(byName(labels).filter(([name]) => !over.some((it) => it === name)));
};

/** The alert that a set of observations adds up to, as people and programs see it. */
export const alertOf = (id: string, folded: Folded): Alert => {
  const course = courseOf(folded);
  return {
    id,
    source: folded.source,
    key: folded.key,
    ...course,
    title: folded.title?.[1] ?? '',
    severity: folded.severity?.[1] ?? null,
    services: byName(folded.services).map(([, spelled]) => spelled),
    environment: folded.environment?.[1] ?? null,
    summary: folded.summary?.[1] ?? null,
    links: byName(folded.links).map(([url, label]) => ({ label, url })),
    labels: labelsOf(folded, course),
  };
};
