import { instant } from '../../change/instant.ts';
import type { Link, Reported } from '../../change/observation.ts';
import { linkTo } from '../json.ts';
import type { Reading, Report } from '../source.ts';
import type { AwsEvent } from './envelope.ts';

export const ignored = (why: string): Reading => ({ is: 'ignored', why });
/** A known event that misses what it must have: AWS has changed its shape. */
export const lacking = ({ type }: AwsEvent, what: string): Reading => ({
  is: 'unread',
  why: `${type} should name ${what}.`,
});
export const change = (report: Report): Reading => ({ is: 'changes', changes: [report] });

/** What follows the kind of resource in an ARN: `…:service/default/pricing` → `default/pricing`. */
export const nameInArn = (arn: string | null | undefined): string | null => {
  const resource = arn?.split(':').slice(5).join(':') ?? '';
  return resource.replace(/^[\w-]+[/:]/, '') || null;
};

/** `default/pricing` → `pricing`. */
export const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The catalog's join `aws`: an ARN names anything of AWS. */
export const arnHints = (...arns: readonly (string | null | undefined)[]) =>
  [...new Set(arns)]
    .filter((it): it is string => it?.startsWith('arn:') === true)
    .slice(0, 10)
    .map((value) => ({ join: 'aws', value }));

/** What every change of an event has. `at`: the event's time, unless the detail tells a better one. */
export const aboutEvent = (event: AwsEvent, at: unknown = null): Reported => {
  const when = instant(at) ?? instant(event.time);
  return {
    ...(when === null ? {} : { at: when }),
    tags: { account: event.account, region: event.region },
  };
};

/** A page of the AWS console. */
export const consoleLink = ({ region }: AwsEvent, label: string, path: string): readonly Link[] =>
  /^[a-z0-9-]{4,30}$/.test(region)
    ? linkTo(label, `https://${region}.console.aws.amazon.com/${path.replaceAll('{region}', region)}`)
    : [];

export const part = (text: string): string => encodeURIComponent(text.toWellFormed());
