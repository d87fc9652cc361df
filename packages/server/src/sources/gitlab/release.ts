import { instant } from '../../change/instant.ts';
import { field, headline, linkTo, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { aboutProject, type Project } from './project.ts';

/** A release that was made. It is no deploy: nothing runs because of it yet. */
export const release = (body: unknown, project: Project): Reading => {
  const [action, tag] = [textAt(body, 'action') ?? '(none)', textAt(body, 'tag')];
  if (action !== 'create') {
    return { is: 'ignored', why: `No release was made: ${action.slice(0, 50)}.` };
  }
  if (tag === null) return { is: 'unread', why: 'A release that names no tag.' };
  const released = instant(field(body, 'released_at')) ?? instant(field(body, 'created_at'));
  const name = headline(textAt(body, 'name'));
  const notes = headline(textAt(body, 'description'), 300);
  return {
    is: 'changes',
    changes: [
      {
        ...aboutProject(project),
        key: `${project.place}/releases/${tag}`,
        kind: 'other',
        phase: 'finished',
        ...(released === null ? {} : { at: released }),
        title: `Release ${project.name} ${tag}`,
        version: tag,
        links: [
          ...linkTo('release', textAt(body, 'url')),
          ...linkTo('commit', textAt(body, 'commit', 'url')),
        ],
        summary: [name === tag ? null : name, notes].filter((part) => part !== null).join('\n') || null,
      },
    ],
  };
};
