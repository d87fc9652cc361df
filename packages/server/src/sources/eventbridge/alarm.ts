import type { AlertState, ReportedAlert } from '../../change/alert.ts';
import { isRecord } from '../../change/fields.ts';
import { instant } from '../../change/instant.ts';
import { entryOf, field, listAt, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { aboutEvent, arnHints, change, consoleLink, ignored, lacking, part } from './about.ts';
import type { AwsEvent } from './envelope.ts';

const stateOf: Readonly<Record<string, AlertState>> = { ALARM: 'firing', OK: 'resolved' };

/** What an alarm measures, by the dimensions that name something that runs: the first of these is the best guess of a service. */
const thatRun = [
  'ServiceName',
  'FunctionName',
  'DBInstanceIdentifier',
  'DBClusterIdentifier',
  'QueueName',
  'TableName',
  'ApiName',
  'LoadBalancer',
  'AutoScalingGroupName',
  'CacheClusterId',
];

const serviceOf = (dimensions: Readonly<Record<string, string>>): string[] => {
  const name = thatRun.find((it) => Object.hasOwn(dimensions, it));
  const value = name === undefined ? undefined : dimensions[name];
  // `app/pricing/50dc6c495c0c9188`: a load balancer's name stands in the middle.
  return value === undefined ? [] : [/^(app|net)\/([^/]+)\//.exec(value)?.[2] ?? value];
};

type Alarm = {
  readonly arn: string | null;
  readonly name: string;
  readonly state: string;
  readonly at: string | null;
  readonly reason: string | null;
  readonly description: string | null;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly links: ReportedAlert['links'];
};

const alertOf = (alarm: Alarm): Reading => {
  const state = entryOf(stateOf, alarm.state);
  if (state === undefined) return ignored('The alarm has too little data: it neither fires nor is over.');
  return {
    is: 'alerts',
    alerts: [
      {
        key: alarm.arn ?? alarm.name,
        state,
        ...(alarm.at === null ? {} : { at: alarm.at }),
        title: alarm.name,
        services: serviceOf(alarm.dimensions),
        hints: arnHints(alarm.arn),
        summary: [alarm.description, alarm.reason].filter((it) => it !== null).join('\n') || null,
        links: alarm.links ?? [],
        labels: { ...alarm.labels, ...alarm.dimensions },
      },
    ],
  };
};

/** Of metrics and dimensions only texts are taken. */
const texts = (value: unknown): Record<string, string> =>
  isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).filter((it): it is [string, string] => typeof it[1] === 'string'),
      )
    : {};

/** docs.aws.amazon.com/AmazonCloudWatch, "Alarm events and EventBridge". */
export const alarm = (event: AwsEvent): Reading => {
  const name = textAt(event.detail, 'alarmName');
  const state = textAt(event.detail, 'state', 'value');
  if (name === null || state === null) return lacking(event, 'its alarm and state');
  const metrics = listAt(event.detail, 'configuration', 'metrics').map((it) =>
    field(it, 'metricStat', 'metric'),
  );
  const [metric] = metrics.filter((it) => it !== null);
  const [at] = [instant(field(event.detail, 'state', 'timestamp')) ?? instant(event.time)];
  return alertOf({
    arn: event.resources[0] ?? `${event.place}/alarms/${name}`,
    name,
    state,
    at,
    reason: textAt(event.detail, 'state', 'reason'),
    description: textAt(event.detail, 'configuration', 'description'),
    dimensions: texts(field(metric, 'dimensions')),
    labels: {
      account: event.account,
      region: event.region,
      ...texts({ metric: field(metric, 'name'), namespace: field(metric, 'namespace') }),
    },
    links: consoleLink(event, 'alarm', `cloudwatch/home?region={region}#alarmsV2:alarm/${part(name)}`),
  });
};

/** The message that an alarm sends to a topic by itself, without EventBridge; null where it is none. */
export const alarmMessage = (message: unknown): Reading | null => {
  const [name, state] = [textAt(message, 'AlarmName'), textAt(message, 'NewStateValue')];
  if (name === null || state === null) return null;
  const dimensions = listAt(message, 'Trigger', 'Dimensions').flatMap((it) => {
    const pair = [textAt(it, 'name'), textAt(it, 'value')];
    return pair[0] && pair[1] ? [[pair[0], pair[1]] as const] : [];
  });
  return alertOf({
    arn: textAt(message, 'AlarmArn'),
    name,
    state,
    at: instant(field(message, 'StateChangeTime')),
    reason: textAt(message, 'NewStateReason'),
    description: textAt(message, 'AlarmDescription'),
    dimensions: Object.fromEntries(dimensions),
    labels: texts({
      account: field(message, 'AWSAccountId'),
      region: field(message, 'Region'),
      metric: field(message, 'Trigger', 'MetricName'),
    }),
    links: [],
  });
};

/** An alarm was made, changed or deleted: what would have warned may now be silent. */
export const alarmConfiguration = (event: AwsEvent): Reading => {
  const name = textAt(event.detail, 'alarmName');
  const operation = textAt(event.detail, 'operation');
  if (name === null || operation === null) return lacking(event, 'its alarm and operation');
  const verb = { create: 'Create', update: 'Change', delete: 'Delete' }[operation] ?? 'Change';
  return change({
    ...aboutEvent(event),
    key: `${event.place}/alarms/${name}/${event.id ?? event.time}`,
    kind: 'config',
    phase: 'finished',
    title: `${verb} alarm ${name}`,
    hints: arnHints(event.resources[0]),
    links: consoleLink(event, 'alarm', `cloudwatch/home?region={region}#alarmsV2:alarm/${part(name)}`),
  });
};
