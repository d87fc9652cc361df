import type { Kind, Phase } from '../../change/observation.ts';
import { field, listAt, textAt } from '../json.ts';
import type { Reading } from '../source.ts';
import { aboutEvent, arnHints, change, consoleLink, ignored, lacking, part } from './about.ts';
import type { AwsEvent } from './envelope.ts';

/** Categories that tell of a change, in the order in which the first counts (docs.aws.amazon.com/AmazonRDS, "Event categories"). */
const categories: readonly (readonly [string, Kind, string])[] = [
  ['failover', 'infrastructure', 'Fail over'],
  ['configuration change', 'config', 'Change the configuration of'],
  ['security patching', 'infrastructure', 'Patch'],
  ['maintenance', 'infrastructure', 'Maintain'],
  ['creation', 'infrastructure', 'Create'],
  ['deletion', 'infrastructure', 'Delete'],
  ['restoration', 'infrastructure', 'Restore'],
  ['availability', 'infrastructure', 'Restart'],
];

const signals = ['failure', 'low storage'];

const phaseOf = (message: string): Phase => {
  if (/^(finished|completed)\b/i.test(message)) return 'finished';
  if (/\b(fail(ed|ure)|unable|could not)\b/i.test(message)) return 'failed';
  return /\b(start(ed|ing)|applying|being|in progress|initiated|shutdown)\b/i.test(message)
    ? 'started'
    : 'finished';
};

/** RDS says what happened in words, and gives no id to what belongs together: each event stands for itself. */
export const databaseEvent = (event: AwsEvent): Reading => {
  const database = textAt(event.detail, 'SourceIdentifier');
  const message = textAt(event.detail, 'Message');
  if (database === null || message === null) return lacking(event, 'its SourceIdentifier and Message');
  const named = listAt(event.detail, 'EventCategories').filter((it) => typeof it === 'string');
  const at = field(event.detail, 'Date');
  const arn = textAt(event.detail, 'SourceArn');
  const links = consoleLink(
    event,
    'database',
    `rds/home?region={region}#database:id=${part(database)};is-cluster=${/Cluster/.test(event.type)}`,
  );
  if (named.some((it) => signals.includes(it))) {
    return {
      is: 'alerts',
      alerts: [
        {
          key: `${event.place}/rds/${database}/${named[0]}`,
          state: 'firing',
          ...aboutEvent(event, at),
          title: `RDS ${database}: ${message}`,
          severity: named.includes('failure') ? 'critical' : 'warning',
          services: [database],
          hints: arnHints(arn),
          links,
          labels: { account: event.account, region: event.region, category: named.join(', ') },
        },
      ],
    };
  }
  const category = categories.find(([name]) => named.includes(name));
  if (category === undefined) {
    return ignored(`An event about ${named.join(', ').slice(0, 100) || 'nothing named'} changes nothing.`);
  }
  const [, kind, verb] = category;
  return change({
    ...aboutEvent(event, at),
    key: `${event.place}/rds/${database}/${event.id ?? textAt(event.detail, 'Date')}`,
    kind,
    phase: phaseOf(message),
    title: `${verb} database ${database}`,
    services: [database],
    hints: arnHints(arn),
    summary: message,
    links,
    extra: { event: textAt(event.detail, 'EventID') },
  });
};
