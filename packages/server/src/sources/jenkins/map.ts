import { short } from '../../change/commit.ts';
import { instant, instantOfMs } from '../../change/instant.ts';
import type { Actor, Phase } from '../../change/observation.ts';
import { repositoryHints } from '../../change/remote.ts';
import { environmentOfRun } from '../../change/run-environment.ts';
import { kindOfRun } from '../../change/run-kind.ts';
import { field, headline, idAt, linkTo, listAt, textAt } from '../json.ts';
import type { Delivery, Reading } from '../source.ts';
import { isOfMain, type Job, jobOf, serviceIn } from './job.ts';

/** Results of a build (javadoc.jenkins.io, hudson.model.Result). An unstable one has done its work, and some test did not like it. */
const ends = new Map<string, Phase>([
  ['SUCCESS', 'finished'],
  ['UNSTABLE', 'finished'],
  ['FAILURE', 'failed'],
  ['ABORTED', 'cancelled'],
  ['NOT_BUILT', 'cancelled'],
]);

/** COMPLETED says that the build has ended, FINALIZED that its follow-ups have, too: the same end twice. */
const phaseOf = (build: unknown): Phase | null => {
  switch (textAt(build, 'phase')?.toUpperCase()) {
    case 'QUEUED':
      return 'planned';
    case 'STARTED':
      return 'started';
    case 'COMPLETED':
    case 'FINALIZED':
      return ends.get(textAt(build, 'status')?.toUpperCase() ?? '') ?? 'progressed';
    case 'NONE':
      return 'progressed';
    default:
      return null;
  }
};

/** A parameter by any of its usual names, whatever their case. */
const parameterOf = (build: unknown, names: RegExp): string | null => {
  const given = field(build, 'parameters');
  if (typeof given !== 'object' || given === null) return null;
  const name = Object.keys(given).find((it) => names.test(it));
  const value = name === undefined ? null : textAt(given, name);
  return value !== null && value.length <= 100 && !value.startsWith('[redacted:') ? value : null;
};

/** The pipeline's step says who started it; the plugin does not, and names only whose commits are in it. */
const actorOf = (build: unknown): Partial<Actor> => {
  const [user] = textAt(build, 'user')?.split('@', 1) ?? [];
  if (user) return { name: user, ...(user === 'timer' ? { kind: 'automation' as const } : {}) };
  const culprits = listAt(build, 'scm', 'culprits').filter((it) => typeof it === 'string' && it !== '');
  const [first] = culprits.length === 1 ? culprits : [];
  return { name: 'jenkins', kind: 'automation', onBehalfOf: typeof first === 'string' ? first : null };
};

/**
 * Which branch a job builds is known once it has checked it out. One that may yet turn out to check a proposal is told of at its end:
 * else its start would stay behind as a change that never ends.
 */
const noChange = (job: Job, kind: string, phase: Phase): string | null => {
  if (job.proposal) return 'It builds a proposal: a check, no change.';
  if (job.branch === null && kind === 'other' && (phase === 'planned' || phase === 'started'))
    return 'Which branch it builds is told at its end.';
  if (isOfMain(job) || (kind !== 'other' && !job.isMultibranch)) return null;
  return `It builds ${job.branch?.slice(0, 100)}, which is not the main branch.`;
};

const titleOf = (
  job: Job,
  deploys: string | null,
  version: string | null,
  environment: string | null,
): string =>
  [
    deploys === null ? `Run ${job.fullName}` : `Deploy ${deploys}`,
    version,
    environment && `to ${environment}`,
    job.isMultibranch && `on ${job.branch}`,
  ]
    .filter(Boolean)
    .join(' ');

export const map = ({ body }: Delivery): Reading => {
  const build = field(body, 'build');
  const [job, number] = [jobOf(body), idAt(build, 'number')];
  if (job === null || number === null) return { is: 'unread', why: 'It names no build of a job.' };
  const phase = phaseOf(build);
  if (phase === null) {
    const said = textAt(build, 'phase')?.slice(0, 50) ?? '(none)';
    return { is: 'ignored', why: `The phase ${said} is not known.` };
  }
  const kind = kindOfRun(job.fullName);
  const why = noChange(job, kind, phase);
  if (why !== null) return { is: 'ignored', why };

  const service = parameterOf(build, /^(service|app|application|component)(_?name)?$/i);
  const asked = parameterOf(build, /^((image|docker|release|git)_?)?(version|tag)$/i);
  const environment =
    parameterOf(build, /^(deploy_?|target_?)?env(ironment)?$/i) ??
    (kind === 'other' ? null : environmentOfRun(job.fullName));
  const commit = textAt(build, 'scm', 'commit');
  const at = instant(field(build, 'timestamp')) ?? instantOfMs(field(build, 'timestamp'));
  const deploys = kind === 'deploy' ? (service ?? serviceIn(job.name)) : null;
  const remote = textAt(build, 'scm', 'url');
  return {
    is: 'changes',
    changes: [
      {
        services: [service ?? deploys ?? job.name],
        hints: [{ join: 'jenkins', value: job.fullName }, ...repositoryHints(remote)],
        tags: { job: job.fullName },
        key: `${job.place ?? 'jenkins'}/${job.fullName}/${job.isMultibranch ? `${job.branch}/` : ''}${number}`,
        kind,
        phase,
        ...(at === null ? {} : { at }),
        title: titleOf(job, deploys, asked, environment),
        environment,
        actor: actorOf(build),
        version: asked ?? short(commit),
        links: linkTo('build', textAt(build, 'full_url')),
        summary: headline(textAt(build, 'notes')),
        extra: { number, status: textAt(build, 'status'), branch: job.branch },
      },
    ],
  };
};
