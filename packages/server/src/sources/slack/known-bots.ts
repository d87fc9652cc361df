import type { Phase } from '../../change/observation.ts';
import { kindOfRun } from '../../change/run-kind.ts';
import type { Statement } from './statement.ts';

const said = (
  what: Statement['what'],
  phase: Phase,
  service: string | null,
  more: Partial<Statement> = {},
): Statement => ({
  what,
  phase,
  service,
  version: null,
  previousVersion: null,
  environment: null,
  person: null,
  ...more,
});

/** Jenkins' words for how a run ended (plugin "Slack Notification"). */
const ofJenkins: Readonly<Record<string, Phase>> = {
  started: 'started',
  success: 'finished',
  'back to normal': 'finished',
  failure: 'failed',
  'still failing': 'failed',
  unstable: 'failed',
  aborted: 'cancelled',
};

type Reader = (line: string) => Statement | null;

/** Argo CD's own catalog of templates (argo-cd, notifications_catalog). */
const argocd: Reader = (line) => {
  const [, running] =
    /^ *Application (\S{1,100}) is now running new version of deployments manifests/.exec(line) ?? [];
  if (running !== undefined) return said('deploy', 'finished', running);
  const [, synced] = /^ *Application (\S{1,100}) has been successfully synced/.exec(line) ?? [];
  if (synced !== undefined) return said('deploy', 'finished', synced);
  const [, app, course] =
    /^ *The sync operation of application (\S{1,100}) has (started|failed)\b/.exec(line) ?? [];
  return app === undefined ? null : said('deploy', course === 'failed' ? 'failed' : 'started', app);
};

/** `pricing-deploy - #812 Success after 1 min 2 sec (Open)`: only jobs that deploy, by their names. */
const jenkins: Reader = (line) => {
  const [, job, number, word] =
    /^ *(\S{1,150}(?: » \S{1,100})*) - #(\d{1,9}) (Started|Success|Back to normal|Failure|Still Failing|Unstable|Aborted)\b/i.exec(
      line,
    ) ?? [];
  const phase = ofJenkins[word?.toLowerCase() ?? ''];
  if (job === undefined || phase === undefined || kindOfRun(job) !== 'deploy') return null;
  const service = (job.split(' » ').at(-1) ?? job).replace(
    /^(?:deploy|release)[-_]|[-_](?:deploy|release)(?:ment)?$/gi,
    '',
  );
  return said('deploy', phase, service, { version: `#${number}` });
};

/** `Deploy to production succeeded`, and beneath it `acme/pricing with job #12 by joey` (GitLab, "Slack notifications"). */
const gitlab: Reader = (line) => {
  const [, environment, word] =
    /^ *(?:Starting d|D)eploy to (\S{1,100})(?: (succeeded|failed|was canceled))? *$/.exec(line) ?? [];
  if (environment === undefined) return null;
  if (word === undefined && !/^ *Starting/.test(line)) return null;
  const phase =
    word === 'succeeded'
      ? 'finished'
      : word === 'failed'
        ? 'failed'
        : word === undefined
          ? 'started'
          : 'cancelled';
  return said('deploy', phase, null, { environment });
};

const readers: readonly Reader[] = [argocd, jenkins, gitlab];

/** What a line of a well-known bot states; their words would be misread, or passed over, by the general rules. */
export const knownIn = (line: string): Statement | null => {
  for (const read of readers) {
    const found = read(line);
    if (found !== null) return found;
  }
  return null;
};

/** The project that GitLab names in the line beneath. */
export const projectIn = (
  line: string,
): { readonly service: string; readonly person: string | null } | null => {
  const [, project, person] =
    /^ *(\S{1,150}) with job \S{1,40}(?: by ([^\n]{1,60}?))?(?: [0-9a-f]{7,40}:.*)?$/.exec(line) ?? [];
  return project === undefined
    ? null
    : { service: project.split('/').at(-1) ?? project, person: person?.trim() || null };
};
