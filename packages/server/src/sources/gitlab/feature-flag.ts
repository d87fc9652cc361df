import { field, idAt, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { aboutProject, type Project, userOf } from './project.ts';

/**
 * A feature flag that was turned on or off. The payload names neither a time nor the turn, so the delivery's own id tells one turn
 * from the next.
 */
export const featureFlag = (body: unknown, project: Project, delivery: string): Reading => {
  const flag = field(body, 'object_attributes');
  const [name, active] = [textAt(flag, 'name'), field(flag, 'active')];
  if (name === null || typeof active !== 'boolean') {
    return { is: 'unread', why: 'A feature flag without a name, or neither on nor off.' };
  }
  const flags = { label: 'feature flags', url: `${project.url}/-/feature_flags` };
  return {
    is: 'changes',
    changes: [
      {
        ...aboutProject(project),
        key: `${project.place}/feature_flags/${idAt(flag, 'id') ?? name}/${delivery}`,
        kind: 'flag',
        phase: 'finished',
        title: `Turn ${active ? 'on' : 'off'} flag ${name}`,
        actor: userOf(body),
        links: [flags],
        revert: flags,
        summary: textAt(flag, 'description'),
        extra: { flag: name, active },
      },
    ],
  };
};
