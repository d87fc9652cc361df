import { byName } from '../../change/register.ts';
import { courseOf } from './course.ts';
import type { Folded } from './fold.ts';
import type { Change } from './wire.ts';

/** The change that a set of observations adds up to, as people and programs see it. */
export const changeOf = (id: string, folded: Folded): Change => ({
  id,
  source: folded.source,
  key: folded.key,
  kind: folded.kind?.[1] ?? 'other',
  ...courseOf(folded),
  title: folded.title?.[1] ?? '',
  services: byName(folded.services).map(([, spelled]) => spelled),
  environment: folded.environment?.[1] ?? null,
  actor: folded.actor?.[1] ?? null,
  version: folded.version?.[1] ?? null,
  previousVersion: folded.previousVersion?.[1] ?? null,
  links: byName(folded.links).map(([url, label]) => ({ label, url })),
  revert: folded.revert?.[1] ?? null,
  summary: folded.summary?.[1] ?? null,
  tags: Object.fromEntries(byName(folded.tags)),
});
