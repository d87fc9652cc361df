import type { Phase } from '../../change/observation.ts';
import type { Reading, Report } from '../source.ts';
import {
  aboutObject,
  appVersionOf,
  dayOf,
  environmentOf,
  type FluxEvent,
  placeOf,
  revisionOf,
} from './flux-event.ts';

/** Reasons of helm-controller (fluxcd/helm-controller, api/v2). Each is the end of one action. */
const actions: Readonly<Record<string, readonly [verb: string, phase: Phase]>> = {
  InstallSucceeded: ['Install', 'finished'],
  InstallFailed: ['Install', 'failed'],
  UpgradeSucceeded: ['Upgrade', 'finished'],
  UpgradeFailed: ['Upgrade', 'failed'],
  RollbackSucceeded: ['Roll back', 'finished'],
  RollbackFailed: ['Roll back', 'failed'],
  UninstallSucceeded: ['Uninstall', 'finished'],
  UninstallFailed: ['Uninstall', 'failed'],
  DriftCorrected: ['Correct drift of', 'finished'],
  DriftCorrectionFailed: ['Correct drift of', 'failed'],
};

/** `…for release podinfo/podinfo.v2 with chart podinfo@6.5.4`: the release's number in Helm's storage. */
const releaseIn = (message: string): string | null =>
  /\brelease [^\s/]{1,253}\/[^\s/]{1,253}\.v(\d{1,9})\b/.exec(message)?.[1] ?? null;

const titleOf = (verb: string, it: FluxEvent, version: string | null): string => {
  const to =
    verb === 'Uninstall' || version === null ? '' : verb === 'Install' ? ` ${version}` : ` to ${version}`;
  const environment = environmentOf(it);
  const what = verb.endsWith('of') ? '' : to;
  return `${verb} ${it.name}${what}${environment === null ? '' : ` in ${environment}`}`;
};

/**
 * Success names its release by number, so it is a change of its own. Failure names none, and is repeated until it works or is given
 * up: the failures of one chart on one day are one change, and so are the roll-backs to one release.
 */
const keyOf = (verb: string, phase: Phase, it: FluxEvent): string => {
  const release = releaseIn(it.message);
  const action = verb.toLowerCase().replaceAll(' ', '-');
  const isNumbered = phase === 'finished' && release !== null && (verb === 'Install' || verb === 'Upgrade');
  return isNumbered
    ? `${placeOf(it)}/v${release}`
    : [placeOf(it), action, release === null ? (revisionOf(it) ?? '') : `v${release}`, dayOf(it)].join('/');
};

export const helmRelease = (it: FluxEvent): Reading => {
  const found = Object.hasOwn(actions, it.reason) ? actions[it.reason] : undefined;
  if (found === undefined)
    return { is: 'ignored', why: `${it.reason.slice(0, 100)} tells of no action on the release.` };
  const [verb, phase] = found;
  const [chart, app] = [revisionOf(it)?.slice(0, 100) ?? null, appVersionOf(it)];
  const about: Report = aboutObject(it);
  return {
    is: 'changes',
    changes: [
      {
        ...about,
        key: keyOf(verb, phase, it),
        kind: 'deploy',
        phase,
        title: titleOf(verb, it, chart),
        version: verb === 'Uninstall' ? null : chart,
        tags: { ...about.tags, ...(app === null ? {} : { 'app-version': app }) },
      },
    ],
  };
};
