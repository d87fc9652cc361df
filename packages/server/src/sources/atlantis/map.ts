import { short } from '../../change/commit.ts';
import { repositoryHints } from '../../change/remote.ts';
import { environmentOfRun } from '../../change/run-environment.ts';
import { field, idAt, linkTo, textAt } from '../json.ts';
import type { Delivery, Reading } from '../source.ts';

/** What was applied: the project by its name, or the directory; with the workspace, where it is not the only one. */
const subjectOf = (body: unknown, repository: string) => {
  const directory = textAt(body, 'Directory');
  const workspace = textAt(body, 'Workspace') ?? 'default';
  const name =
    textAt(body, 'ProjectName') ?? (directory === null || directory === '.' ? repository : directory);
  return { directory: directory ?? '.', workspace, name };
};

/**
 * An apply of a project at a commit of a pull request. The payload has no id of the attempt and no time, so an apply that fails and is
 * tried again at the same commit is the same change, and its arrival dates it.
 */
const apply = (body: unknown): Reading => {
  const [fullName, repository] = [textAt(body, 'Repo', 'FullName'), textAt(body, 'Repo', 'Name')];
  const success = field(body, 'Success');
  const [number, commit] = [idAt(body, 'Pull', 'Num'), textAt(body, 'Pull', 'HeadCommit')];
  if (fullName === null || number === null || typeof success !== 'boolean') {
    return { is: 'unread', why: 'An apply without a repository, a pull request or its success.' };
  }
  const host = textAt(body, 'Repo', 'VCSHost', 'Hostname')?.toLowerCase() ?? 'unknown';
  const { directory, workspace, name } = subjectOf(body, repository ?? fullName);
  const user = textAt(body, 'User', 'Username');
  return {
    is: 'changes',
    changes: [
      {
        services: [textAt(body, 'ProjectName') ?? repository ?? fullName],
        hints: repositoryHints(`https://${host}/${fullName}`),
        tags: { repository: fullName, workspace },
        key: [
          `${host}/${fullName}/pull/${number}`.toLowerCase(),
          commit,
          textAt(body, 'ProjectName'),
          directory,
          workspace,
        ]
          .filter((part) => part !== null)
          .join('/')
          .slice(0, 500),
        kind: 'infrastructure',
        phase: success ? 'finished' : 'failed',
        title: [`Apply ${name}`, workspace !== 'default' && `in ${workspace}`, `(#${number})`]
          .filter(Boolean)
          .join(' '),
        environment: environmentOfRun(workspace) ?? environmentOfRun(name) ?? environmentOfRun(directory),
        actor: user === null ? null : { name: user },
        version: short(commit),
        links: linkTo('pull request', textAt(body, 'Pull', 'URL')),
        extra: {
          directory,
          branch: textAt(body, 'Pull', 'HeadBranch'),
          base: textAt(body, 'Pull', 'BaseBranch'),
          author: textAt(body, 'Pull', 'Author'),
        },
      },
    ],
  };
};

export const map = ({ event, body }: Delivery): Reading => {
  if (event === 'apply') return apply(body);
  if (event === 'drift') return { is: 'ignored', why: 'A look for drift: Atlantis has changed nothing.' };
  return { is: 'ignored', why: `The event ${event.slice(0, 100)} tells of no change.` };
};
