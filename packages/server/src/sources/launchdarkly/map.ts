import type { Kind } from '../../change/observation.ts';
import { textAt, withoutAddresses } from '../json.ts';
import type { Delivery, Reading } from '../source.ts';
import { actorOf, entryIn, pageOf, type Resource } from './entry.ts';
import { titleOf } from './title.ts';

const kindOf: Readonly<Record<Resource['kind'], Kind>> = {
  flag: 'flag',
  segment: 'flag',
  experiment: 'experiment',
  environment: 'config',
  other: 'other',
};

/** Descriptions are Markdown lists, a line for each thing that was done. */
const plain = (markdown: string | null): string | null =>
  markdown
    ?.replace(/^[^\S\n]*[*-]\s+/gm, '')
    .replace(/[`]|~~/g, '')
    .trim() || null;

export const map = ({ body }: Delivery): Reading => {
  const entry = entryIn(body);
  if (entry === null) return { is: 'ignored', why: 'It is no entry of the audit log: it has no _id.' };
  const { resource, actions } = entry;
  if (actions.length === 0) return { is: 'unread', why: 'The entry names no action (accesses).' };
  const title = titleOf(entry);
  if (title === null) {
    return { is: 'ignored', why: `The action ${actions[0]?.slice(0, 100)} changes nothing that runs.` };
  }
  const { project, environment, key } = resource;
  const page = pageOf(entry);
  const comment = textAt(body, 'comment');
  return {
    is: 'changes',
    changes: [
      {
        key: `auditlog/${entry.id}`,
        kind: kindOf[resource.kind],
        phase: 'finished',
        ...(entry.at === null ? {} : { at: entry.at }),
        title,
        // LaunchDarkly calls its first project default: that is nobody's service.
        services: project === null || project === 'default' ? [] : [project],
        hints: [
          ...(project === null || key === null ? [] : [{ join: 'launchdarkly', value: `${project}/${key}` }]),
          ...(project === null ? [] : [{ join: 'launchdarkly', value: project }]),
        ],
        environment,
        actor: actorOf(entry),
        links: page === null ? [] : [page],
        revert:
          page !== null && resource.kind === 'flag' && environment !== null
            ? { label: 'flag in LaunchDarkly', url: page.url }
            : null,
        summary:
          withoutAddresses([comment, plain(textAt(body, 'description'))].filter(Boolean).join('\n')) || null,
        tags: {
          ...(project === null ? {} : { project }),
          ...(key === null ? {} : { [resource.kind]: key }),
        },
        extra: { actions, account: textAt(body, '_accountId') },
      },
    ],
  };
};
