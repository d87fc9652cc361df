import { field, textAt } from '../json.ts';
import type { Entry } from './entry.ts';

type Say = (what: string, entry: Entry) => string;

/** On or off, by the flag as it stands after the entry; by LaunchDarkly's own sentence where that is left out. */
const switched: Say = (what, { body, resource }) => {
  const on = field(body, 'currentVersion', 'environments', resource.environment ?? '', 'on');
  if (on === true) return `Turn on ${what}`;
  if (on === false) return `Turn off ${what}`;
  for (const said of [textAt(body, 'titleVerb'), textAt(body, 'description')]) {
    const turned = /\bturned (?:the flag )?(on|off)\b/i.exec(said ?? '')?.[1];
    if (turned !== undefined) return `Turn ${turned.toLowerCase()} ${what}`;
  }
  return `Switch ${what}`;
};

const archived: Say = (what, { body }) =>
  field(body, 'currentVersion', 'archived') === false ? `Restore ${what}` : `Archive ${what}`;

const ranExperiment: Say = (what, { body }) => {
  const verb = textAt(body, 'titleVerb') ?? '';
  if (/\bstart/i.test(verb)) return `Start ${what}`;
  return /\bstop/i.test(verb) ? `Stop ${what}` : `Change ${what}`;
};

const say =
  (before: string): Say =>
  (what) =>
    `${before} ${what}`;

/**
 * The actions that change what is answered, the weightiest first: an entry may hold several (launchdarkly.com/docs, "Role
 * actions"). All others (names, tags, approvals, schedules, people) change nothing that runs.
 */
const actions: readonly (readonly [action: string, say: Say])[] = [
  ['updateOn', switched],
  ['deleteFlag', say('Delete')],
  ['updateGlobalArchived', archived],
  ['updateFallthrough', say('Change the default rule of')],
  ['updateFallthroughWithMeasuredRollout', say('Start a guarded rollout of')],
  ['updateRulesWithMeasuredRollout', say('Start a guarded rollout of')],
  ['updateRules', say('Change the targeting rules of')],
  ['updateTargets', say('Change the targets of')],
  ['updateExpiringTargets', say('Change the expiring targets of')],
  ['updatePrerequisites', say('Change the prerequisites of')],
  ['updateOffVariation', say('Change the off variation of')],
  ['updateFlagVariations', say('Change the variations of')],
  ['updateFlagDefaultVariations', say('Change the default variations of')],
  ['updateFlagSalt', say('Change the bucketing of')],
  ['updateClientSideFlagAvailability', say('Change the client-side availability of')],
  ['copyFlagConfigTo', say('Copy the targeting of another environment to')],
  ['deleteSegment', say('Delete')],
  ['updateIncluded', say('Change the members of')],
  ['updateExcluded', say('Change the members of')],
  ['updateExperiment', ranExperiment],
  ['updateExperimentArchived', say('Archive')],
  ['updateApiKey', say('Reset the SDK key of')],
  ['updateMobileKey', say('Reset the mobile key of')],
  ['deleteEnvironment', say('Delete')],
];

/** The headline of an entry, or null where it changes nothing that runs. */
export const titleOf = (entry: Entry): string | null => {
  const { kind, key, environment, project } = entry.resource;
  const found = actions.find(([action]) => entry.actions.includes(action));
  if (found === undefined || key === null || kind === 'other') return null;
  if (kind === 'environment')
    return found[1](`environment ${key}${project === null ? '' : ` of ${project}`}`, entry);
  const title = found[1](`${kind} ${key}`, entry);
  return environment === null ? title : `${title} in ${environment}`;
};
