import type { Actor } from '../../change/observation.ts';
import { field, personIn, textAt } from '../json.ts';
import { lastPart } from './about.ts';

/** Whether the call was made from the console: CloudTrail says so as a text, and only then. */
export const isFromConsole = (call: unknown): boolean => {
  const said = field(call, 'sessionCredentialFromConsole');
  return (
    said === 'true' ||
    said === true ||
    /^(console|signin)\.amazonaws\.com$/.test(textAt(call, 'userAgent') ?? '')
  );
};

/**
 * The AWS service that made the call for somebody: `cloudformation`, `autoscaling`; null where somebody called. The console passes
 * some calls on by way of `AWS Internal`.
 */
export const serviceBehind = (call: unknown): string | null => {
  const by =
    textAt(call, 'userIdentity', 'invokedBy') ??
    (/\.amazonaws\.com$/.test(textAt(call, 'sourceIPAddress') ?? '')
      ? textAt(call, 'sourceIPAddress')
      : null);
  if (by === 'AWS Internal' && isFromConsole(call)) return null;
  return by === null || /^(signin|console)\./.test(by) ? null : by.replace(/\.amazonaws\.com$/, '');
};

/**
 * A role that was taken on: its session bears a person's name where people sign in through an identity centre or from the console, and
 * a machine's or a tool's otherwise (`i-0ab…`, `GitHubActions`), where the role says more.
 */
const assumed = (identity: unknown, console: boolean): Partial<Actor> | null => {
  const role = textAt(identity, 'sessionContext', 'sessionIssuer', 'userName');
  const session = textAt(identity, 'principalId')?.split(':')[1] ?? lastPart(textAt(identity, 'arn') ?? '');
  const bySingleSignOn = role?.startsWith('AWSReservedSSO_') === true;
  if (session !== '' && (console || bySingleSignOn || session.includes('@'))) {
    return { name: personIn(session) ?? session, kind: 'human' };
  }
  const name = role ?? (session || null);
  return name === null ? null : { name, kind: 'automation' };
};

/** Who called (docs.aws.amazon.com/awscloudtrail, "CloudTrail userIdentity element"). */
export const actorOf = (call: unknown): Partial<Actor> | null => {
  const identity = field(call, 'userIdentity');
  const console = isFromConsole(call);
  const name = textAt(identity, 'userName');
  switch (textAt(identity, 'type')) {
    case 'Root':
      return { name: 'root', kind: 'human' };
    case 'AssumedRole':
    case 'Role':
      return assumed(identity, console);
    case 'AWSService':
      return { name: serviceBehind(call) ?? 'AWS', kind: 'automation' };
    case 'IAMUser':
      return name === null ? null : { name, ...(console ? { kind: 'human' as const } : {}) };
    default: {
      const person = personIn(
        name ?? textAt(identity, 'onBehalfOf', 'userId') ?? textAt(identity, 'principalId'),
      );
      return person === null ? null : { name: person, ...(console ? { kind: 'human' as const } : {}) };
    }
  }
};
