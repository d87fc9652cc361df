import { instant } from '../../change/instant.ts';
import type { Kind, Phase } from '../../change/observation.ts';
import { environmentOfRun } from '../../change/run-environment.ts';
import { kindOfRun } from '../../change/run-kind.ts';
import { field, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { aboutRun, isOfMain, type Project, sourceOf } from './project.ts';

/** Statuses of workflows and jobs: circleci.com/docs, "Outbound webhooks reference". */
const phases = new Map<string, Phase>([
  ['success', 'finished'],
  ['failed', 'failed'],
  ['error', 'failed'],
  ['canceled', 'cancelled'],
  ['unauthorized', 'cancelled'],
]);

type Run = {
  /** The workflow or job as the payload has it. */
  readonly run: unknown;
  readonly what: 'workflow' | 'job';
  readonly ignore: (kind: Kind) => string | null;
};

/** What a run does and where, as far as its name says. */
const meaningOf = (name: string) => {
  const kind = kindOfRun(name);
  return { kind, environment: kind === 'other' ? null : environmentOfRun(name) };
};

/** A job `deploy` in a workflow `deploy-production` is that workflow at work: they are one change, and not two lines. */
const isWholeWorkflow = (body: unknown, job: ReturnType<typeof meaningOf>): boolean => {
  const { kind, environment } = meaningOf(textAt(body, 'workflow', 'name') ?? '');
  return environment !== null && kind === job.kind && (job.environment ?? environment) === environment;
};

const read = (body: unknown, project: Project, { run, what, ignore }: Run): Reading => {
  const [id, name, status] = [textAt(run, 'id'), textAt(run, 'name'), textAt(run, 'status')];
  if (id === null || name === null || status === null) {
    return { is: 'unread', why: `A ${what} without an id, a name or a status.` };
  }
  const meaning = meaningOf(name);
  const why = ignore(meaning.kind);
  if (why !== null) return { is: 'ignored', why };
  const phase = phases.get(status);
  if (phase === undefined) return { is: 'ignored', why: `The status ${status.slice(0, 50)} is not known.` };
  const workflow = textAt(body, 'workflow', 'id');
  const whole = what === 'job' && workflow !== null && isWholeWorkflow(body, meaning);
  const told = whole ? (textAt(body, 'workflow', 'name') ?? name) : name;
  const { kind, environment } = meaningOf(told);
  const built = sourceOf(body);
  const about = aboutRun(project, built, textAt(body, 'workflow', 'url'));
  const on = built.tag ?? built.branch;
  const at = instant(field(run, 'stopped_at')) ?? instant(field(body, 'happened_at'));
  return {
    is: 'changes',
    changes: [
      {
        ...about,
        key: whole ? `${project.slug}/workflows/${workflow}` : `${project.slug}/${what}s/${id}`,
        kind,
        phase,
        ...(at === null ? {} : { at }),
        title: (kind === 'deploy' && environment !== null
          ? ['Deploy', project.name, about.version, `to ${environment}`]
          : [`Run ${told} of ${project.name}`, on && `on ${on}`]
        )
          .filter(Boolean)
          .join(' '),
        environment,
        extra: { [what]: name, branch: built.branch, status, pipeline: field(body, 'pipeline', 'number') },
      },
    ],
  };
};

/** A workflow that has ended. Started again it has another id, and is another change. */
export const workflow = (body: unknown, project: Project): Reading => {
  const built = sourceOf(body);
  return read(body, project, {
    run: field(body, 'workflow'),
    what: 'workflow',
    ignore: () =>
      isOfMain(built)
        ? null
        : `It ran for ${built.branch?.slice(0, 100) ?? 'no branch'}, which is neither the main branch nor a tag.`,
  });
};

/** A job that has ended. Only those tell of something that deploy, migrate or build infrastructure, from whatever branch. */
export const job = (body: unknown, project: Project): Reading =>
  read(body, project, {
    run: field(body, 'job'),
    what: 'job',
    ignore: (kind) =>
      kind === 'other' ? 'A part of a workflow, and by its name it changes nothing by itself.' : null,
  });
