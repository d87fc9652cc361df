import type { Phase } from '../../change/observation.ts';
import { textAt } from '../json.ts';
import type { Reading, Report } from '../source.ts';
import { aboutEvent, arnHints, change, consoleLink, ignored, lacking, nameInArn, part } from './about.ts';
import type { AwsEvent } from './envelope.ts';

type Verb = 'Create' | 'Update' | 'Delete' | 'Import into';

/** Rolling an update back belongs to the update, a plain rollback to the creation. */
const verbOf = (status: string): Verb => {
  if (status.startsWith('DELETE')) return 'Delete';
  if (status.startsWith('UPDATE')) return 'Update';
  return status.startsWith('IMPORT') ? 'Import into' : 'Create';
};

/** Statuses of a stack (docs.aws.amazon.com/AWSCloudFormation, "Stack status codes"). */
const phaseOf = (status: string): Phase => {
  if (/ROLLBACK_COMPLETE$/.test(status)) return 'reverted';
  if (/_FAILED$/.test(status) || /ROLLBACK/.test(status)) return 'failed';
  if (/CLEANUP_IN_PROGRESS$/.test(status)) return 'progressed';
  return /IN_PROGRESS$/.test(status) ? 'started' : 'finished';
};

/** `arn:…:stack/network/1f2e…` → `network`, and the id after it, which no two stacks share. */
export const stackIn = (arn: string | null | undefined) => {
  const [name, id] = nameInArn(arn)?.split('/') ?? [];
  return name === undefined || name === '' ? null : { name, id: id ?? null, arn: arn ?? '' };
};

export type Stack = NonNullable<ReturnType<typeof stackIn>>;

/** What the events of a stack and the call that began them say alike. `run`: what tells one update of a stack from the next. */
export const aboutStack = (event: AwsEvent, stack: Stack, verb: Verb, run: string): Report => ({
  ...aboutEvent(event),
  key: `${event.place}/stacks/${stack.name}/${stack.id ?? '-'}/${run}`,
  kind: 'infrastructure',
  title: `${verb} stack ${stack.name}`,
  services: [stack.name],
  hints: arnHints(stack.arn),
  links: consoleLink(
    event,
    'stack',
    `cloudformation/home?region={region}#/stacks/events?stackId=${part(stack.arn)}`,
  ),
});

/** docs.aws.amazon.com/AWSCloudFormation, "CloudFormation event detail reference". */
export const stack = (event: AwsEvent): Reading => {
  const it = stackIn(textAt(event.detail, 'stack-id') ?? event.resources[0]);
  const status = textAt(event.detail, 'status-details', 'status');
  if (it === null || status === null) return lacking(event, 'its stack and its status');
  if (/^REVIEW_/.test(status)) return ignored('A change set waits to be looked at: nothing has changed.');
  const verb = verbOf(status);
  const phase = phaseOf(status);
  // A stack is created and deleted once. Updates are told apart by the token of the request; without one their ends are all there is.
  const token = textAt(event.detail, 'client-request-token');
  const run = verb === 'Create' || verb === 'Delete' ? verb.toLowerCase() : token;
  if (
    run === null &&
    (phase === 'started' || phase === 'progressed' || /ROLLBACK_IN_PROGRESS$/.test(status))
  ) {
    return ignored('Its end will tell: nothing in it says which update it belongs to.');
  }
  return change({
    ...aboutStack(event, it, verb, run ?? `ends/${event.id ?? event.time}`),
    phase,
    summary: textAt(event.detail, 'status-details', 'status-reason'),
    extra: { status },
  });
};
