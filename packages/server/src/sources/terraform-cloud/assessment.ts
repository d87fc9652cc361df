import type { Severity } from '../../change/alert.ts';
import { instant } from '../../change/instant.ts';
import { entryOf, field, idAt, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { hostOf, workspaceIn } from './payload.ts';

type Kind = {
  readonly name: string;
  readonly title: string;
  readonly severity: Severity;
  readonly counts: string;
};

const kinds: Readonly<Record<string, Kind>> = {
  'assessment:drifted': {
    name: 'drift',
    title: 'has drifted from its Terraform configuration',
    severity: 'warning',
    counts: 'resources_drifted',
  },
  'assessment:check_failure': {
    name: 'checks',
    title: 'fails its Terraform checks',
    severity: 'error',
    counts: 'checks_failed',
  },
  'assessment:failed': {
    name: 'assessment',
    title: 'could not be assessed by Terraform',
    severity: 'warning',
    counts: 'checks_errored',
  },
};

/** A health assessment that found something. Nobody changed anything that we know of: it is a signal. No all-clear is sent. */
export const assessment = (body: unknown, trigger: string): Reading => {
  const kind = entryOf(kinds, trigger);
  if (kind === undefined) return { is: 'ignored', why: `The trigger ${trigger.slice(0, 50)} is not known.` };
  const details = field(body, 'details');
  const workspace = workspaceIn(details);
  if (workspace === null) return { is: 'unread', why: 'An assessment names its workspace and organisation.' };
  const result = field(details, 'new_assessment_result');
  const at = instant(field(result, 'created_at'));
  const host = hostOf(textAt(body, 'notification_configuration_url'), textAt(result, 'url'));
  const count = idAt(result, kind.counts);
  return {
    is: 'alerts',
    alerts: [
      {
        key: `${host}/${workspace.organisation}/${workspace.name}/${kind.name}`,
        state: 'firing',
        ...(at === null ? {} : { at }),
        title: `${workspace.name} ${kind.title}`,
        severity: kind.severity,
        services: [workspace.name],
        hints: workspace.hints,
        summary: [
          textAt(body, 'message'),
          count === null || count === '0' ? null : `${kind.counts.replaceAll('_', ' ')}: ${count}`,
        ]
          .filter((it) => it !== null)
          .join('; '),
        links: [
          {
            label: 'workspace',
            url: `https://${host}/app/${[workspace.organisation, workspace.name].map(encodeURIComponent).join('/workspaces/')}`,
          },
        ],
        labels: { trigger, workspace: workspace.name, organisation: workspace.organisation },
      },
    ],
  };
};
