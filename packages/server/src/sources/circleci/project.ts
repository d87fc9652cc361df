import { isVersion, looksMain, short } from '../../change/commit.ts';
import type { Actor } from '../../change/observation.ts';
import { repositoryHints } from '../../change/remote.ts';
import { field, headline, linkTo, textAt } from '../json.ts';
import type { Report } from '../source.ts';

/** `github/acme/pricing` and `gh/acme/pricing` are one project: the API and catalogs write the short form. */
const shortSlug = (slug: string): string => slug.replace(/^github\//, 'gh/').replace(/^bitbucket\//, 'bb/');

/**
 * What is built. The older integrations (GitHub by OAuth, Bitbucket) say it in `pipeline.vcs`, the newer ones (GitHub App, GitLab) in
 * `pipeline.trigger_parameters`.
 */
export const sourceOf = (body: unknown) => {
  const vcs = field(body, 'pipeline', 'vcs');
  const given = field(body, 'pipeline', 'trigger_parameters');
  const git = field(given, 'git');
  const ref = textAt(git, 'ref');
  const at = (name: string): string | null => textAt(git, name) ?? textAt(given, 'gitlab', name);
  return {
    branch: textAt(vcs, 'branch') ?? at('branch'),
    tag: textAt(vcs, 'tag') ?? at('tag') ?? (ref?.startsWith('refs/tags/') ? ref.slice(10) : null),
    commit: textAt(vcs, 'revision') ?? at('checkout_sha'),
    subject: textAt(vcs, 'commit', 'subject') ?? textAt(git, 'commit_title') ?? at('commit_title'),
    author:
      textAt(vcs, 'commit', 'author', 'name') ??
      at('commit_author_name') ??
      textAt(given, 'gitlab', 'user_username'),
    remote: textAt(vcs, 'target_repository_url') ?? at('repo_url') ?? textAt(given, 'gitlab', 'web_url'),
  };
};

export type Built = ReturnType<typeof sourceOf>;

/** Whether it is of what is deployed from. CircleCI does not say which branch is the main one, so its name has to tell. */
export const isOfMain = ({ branch, tag }: Built): boolean =>
  tag !== null || looksMain(branch) || (branch !== null && isVersion(branch));

/** The project a delivery is about, or null where it names none. */
export const projectOf = (body: unknown) => {
  const slug = textAt(body, 'project', 'slug');
  const name = textAt(body, 'project', 'name') ?? slug?.split('/').at(-1) ?? null;
  return slug === null || name === null ? null : { slug: shortSlug(slug), name };
};

export type Project = NonNullable<ReturnType<typeof projectOf>>;

/** Whoever pushed is behind it; what runs it is CircleCI. */
const actorOf = (author: string | null): Partial<Actor> => ({
  name: 'circleci',
  kind: 'automation',
  onBehalfOf: author,
});

/** What workflows and jobs say alike. */
export const aboutRun = (project: Project, built: Built, url: string | null) =>
  ({
    services: [project.name],
    hints: [{ join: 'circleci', value: project.slug }, ...repositoryHints(built.remote)],
    tags: { project: project.slug },
    actor: actorOf(built.author),
    version: built.tag ?? short(built.commit),
    links: [
      ...linkTo('workflow', url),
      ...linkTo('commit', built.remote && built.commit && `${built.remote}/commit/${built.commit}`),
    ],
    summary: headline(built.subject),
  }) satisfies Report;
