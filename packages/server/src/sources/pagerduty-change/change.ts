import { kindOfActor } from '../../change/actor.ts';
import { keyOfContent } from '../../change/identity.ts';
import { type Labels, labelsIn, toldBy } from '../../change/labels.ts';
import type { Actor, Phase } from '../../change/observation.ts';
import { kindOfRun } from '../../change/run-kind.ts';
import { field, headline, textAt } from '../json.ts';
import type { Reading, Report } from '../source.ts';
import { integrationOf, saidAt } from './identity.ts';
import { linksOf } from './links.ts';

const firstOf = (details: Labels, ...names: readonly string[]): string | null => {
  for (const name of names) {
    const value = Object.hasOwn(details, name) ? details[name]?.trim() : '';
    if (value) return value;
  }
  return null;
};

/** Senders say it in a detail of one of these names, or at the beginning of the summary: `Build Success: …`. */
const phaseOf = (summary: string, details: Labels): Phase => {
  const detail = firstOf(details, 'build_state', 'status', 'state', 'result', 'outcome', 'conclusion');
  const said = detail ?? /^[^:]{0,40}:/.exec(summary)?.[0] ?? '';
  if (/fail|error|unsuccessful/i.test(said)) return 'failed';
  if (/cancel|abort/i.test(said)) return 'cancelled';
  if (/\b(start(ed|ing)?|running|in[ _-]progress)\b/i.test(said)) return 'started';
  return 'finished';
};

/** The phase says how far it came; a title stays the same. */
const titleOf = (summary: string): string => {
  const said =
    /^(build|deploy(ment)?|pipeline|release|job) (success(ful)?|succeeded|pass(ed)?|fail(ed|ure)?|started|completed?) *[:–-] *(?=\S)/i;
  return headline(summary.replace(said, ''), 200) ?? summary;
};

/** Git's names of commits are cut to what people read out. */
const versionOf = (details: Labels): string | null => {
  const given = firstOf(details, 'version', 'tag', 'release', 'image_tag', 'revision', 'commit', 'sha');
  return given !== null && /^[0-9a-f]{40}$/i.test(given) ? given.slice(0, 7) : given;
};

const repositoryHint = (details: Labels): NonNullable<Report['hints']> => {
  const given = firstOf(details, 'repo', 'repository', 'repository_url') ?? '';
  const [, host, path] = /^https?:\/\/([^/]+)\/([^/]+\/[^/]+?)(?:\.git)?\/?$/.exec(given) ?? [];
  if (path === undefined) return [];
  return host === 'github.com' || host === 'gitlab.com'
    ? [{ join: host.replace('.com', ''), value: path }]
    : [];
};

/** A person's name without the address that redaction has cut. */
const actorOf = (details: Labels): Actor | null => {
  const given = firstOf(details, 'user', 'author', 'deployed_by', 'triggered_by', 'actor');
  const name = given?.split('@', 1)[0]?.trim() ?? '';
  return name === '' ? null : { name, kind: kindOfActor(name), onBehalfOf: null };
};

/**
 * A change event (developer.pagerduty.com, "Send a change event"). It has no key: each is a change by itself, and the same event
 * again is the same change. `delivery` holds the minute of those that do not say when they happened.
 */
export const change = (body: unknown, delivery: string): Reading => {
  const payload = field(body, 'payload');
  const summary = textAt(payload, 'summary');
  if (summary === null) return { is: 'unread', why: 'The payload has no summary.' };
  const given = field(payload, 'custom_details');
  const details = labelsIn(given);
  const integration = integrationOf(body);
  const at = saidAt(body);
  const source = textAt(payload, 'source');
  const { services, environment } = toldBy(details);
  const report: Report = {
    key: `${integration}/${keyOfContent(at === null ? delivery : payload)}`,
    kind: kindOfRun(summary),
    phase: phaseOf(summary, details),
    ...(at === null ? {} : { at }),
    title: titleOf(summary),
    services,
    environment,
    actor: actorOf(details),
    version: versionOf(details),
    links: linksOf(body),
    tags: source === null ? {} : { source },
    extra: typeof given === 'object' && given !== null && !Array.isArray(given) ? { ...given } : {},
    hints: [{ join: 'pagerduty-key', value: integration }, ...repositoryHint(details)],
  };
  return { is: 'changes', changes: [report] };
};
