import { short } from '../../change/commit.ts';
import { instant } from '../../change/instant.ts';
import type { Actor, Phase } from '../../change/observation.ts';
import { environmentOfRun } from '../../change/run-environment.ts';
import { kindOfRun } from '../../change/run-kind.ts';
import { field, headline, idAt, linkTo, listAt, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { aboutProject, commitLink, type Project, userOf } from './project.ts';

/** Statuses of a pipeline (docs.gitlab.com, "Pipelines API"). `manual`: it waits for a person to start its next job. */
const phases = new Map<string, Phase>([
  ['created', 'planned'],
  ['waiting_for_resource', 'planned'],
  ['preparing', 'planned'],
  ['pending', 'planned'],
  ['scheduled', 'planned'],
  ['running', 'started'],
  ['manual', 'progressed'],
  ['success', 'finished'],
  ['failed', 'failed'],
  ['canceling', 'progressed'],
  ['canceled', 'cancelled'],
  ['skipped', 'cancelled'],
]);

/** What a pipeline is run for that changes nothing by itself, and why. */
const noChange = (pipeline: unknown, project: Project): string | null => {
  const source = textAt(pipeline, 'source') ?? '';
  if (/merge_request|dast|security/.test(source)) return `It was started by ${source}: a check, no change.`;
  if (source === 'parent_pipeline') return 'A part of another pipeline, which is told of by itself.';
  const ref = textAt(pipeline, 'ref');
  if (field(pipeline, 'tag') === true || ref === project.mainBranch) return null;
  return `It ran for ${ref ?? 'no branch'}, which is neither the default branch nor a tag.`;
};

/** The latest start among its jobs: the pipeline itself says only when it was made and when it ended. */
const startedAt = (body: unknown): string | null =>
  listAt(body, 'builds')
    .map((job) => instant(field(job, 'started_at')))
    .filter((at) => at !== null)
    .sort()
    .at(-1) ?? null;

/** Whose push or whose schedule it was did the push: only what a person starts by hand is that person's act. */
const whoOf = (body: unknown, about: unknown): Partial<Actor> | null => {
  const who = userOf(body, textAt(body, 'commit', 'author', 'name'));
  const startsItself = /^(push|schedule)$/.test(textAt(about, 'source') ?? '');
  if (!startsItself || who === null || who.kind === 'automation') return who;
  return { name: 'gitlab-ci', kind: 'automation', onBehalfOf: who.name ?? null };
};

/** A pipeline of the default branch or of a tag, from its making to its end. Jobs of it that are tried again leave it the same. */
export const pipeline = (body: unknown, project: Project): Reading => {
  const about = field(body, 'object_attributes');
  const [id, status] = [idAt(about, 'id'), textAt(about, 'status')];
  if (id === null || status === null) return { is: 'unread', why: 'A pipeline without an id or a status.' };
  const why = noChange(about, project);
  if (why !== null) return { is: 'ignored', why };
  const phase = phases.get(status);
  if (phase === undefined) {
    return { is: 'ignored', why: `The status ${status.slice(0, 50)} is not known.` };
  }
  const created = instant(field(about, 'created_at'));
  const ended = instant(field(about, 'finished_at'));
  const at =
    phase === 'planned' ? created : phase === 'started' ? startedAt(body) : (ended ?? startedAt(body));
  const name = textAt(about, 'name');
  const kind = kindOfRun(name ?? '');
  const [ref, sha] = [textAt(about, 'ref'), textAt(about, 'sha')];
  return {
    is: 'changes',
    changes: [
      {
        ...aboutProject(project),
        key: `${project.place}/pipelines/${id}`,
        kind,
        phase,
        ...(at === null ? {} : { at }),
        title: [name === null ? `Run the pipeline of ${project.name}` : `Run ${name}`, ref && `on ${ref}`]
          .filter(Boolean)
          .join(' '),
        environment: kind === 'other' ? null : environmentOfRun(name),
        actor: whoOf(body, about),
        version: field(about, 'tag') === true ? ref : short(sha),
        links: [
          ...linkTo('pipeline', textAt(about, 'url') ?? `${project.url}/-/pipelines/${id}`),
          ...commitLink(project, sha),
        ],
        summary: headline(textAt(body, 'commit', 'message')),
        extra: { source: textAt(about, 'source'), status },
      },
    ],
  };
};
