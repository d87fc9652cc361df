import { instant } from '../../change/instant.ts';
import { field, headline, linkTo, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { aboutRepository, actorOf, type Repository } from './repository.ts';

/**
 * A release that was published. GitHub says `published` and `released` of the same release: one key, one change.
 * It is no deploy: nothing runs because of it yet.
 */
export const release = (body: unknown, repository: Repository): Reading => {
  const action = textAt(body, 'action') ?? '(none)';
  const tag = textAt(body, 'release', 'tag_name');
  if (action !== 'published' && action !== 'released') {
    return { is: 'ignored', why: `It was not published: ${action.slice(0, 50)}.` };
  }
  if (tag === null) return { is: 'unread', why: 'It names no tag.' };
  const published = instant(field(body, 'release', 'published_at'));
  const name = headline(textAt(body, 'release', 'name'));
  const notes = headline(textAt(body, 'release', 'body'), 300);
  return {
    is: 'changes',
    changes: [
      {
        ...aboutRepository(repository),
        key: `${repository.place}/releases/${tag}`,
        kind: 'other',
        phase: 'finished',
        ...(published === null ? {} : { at: published }),
        title: `Release ${repository.name} ${tag}`,
        actor: actorOf(field(body, 'release', 'author') ?? field(body, 'sender'), field(body, 'sender')),
        version: tag,
        links: linkTo('release', textAt(body, 'release', 'html_url')),
        summary: [name === tag ? null : name, notes].filter((part) => part !== null).join('\n') || null,
        extra: {
          target: textAt(body, 'release', 'target_commitish'),
          prerelease: field(body, 'release', 'prerelease') === true,
        },
      },
    ],
  };
};
