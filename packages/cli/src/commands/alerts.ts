import type { Alert, AlertPage } from '@nightjar/sdk/wire';
import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import type { Terminal } from '../terminal.ts';
import { table } from '../text/table.ts';
import { age, duration } from '../text/time.ts';
import { fit } from '../text/width.ts';
import { wholeNumber } from '../whole-number.ts';
import { groupsCommand } from './alert-groups.ts';
import { testCommand } from './alerts-test.ts';

type Flags = ConnectionFlags & {
  readonly service?: string;
  readonly source?: string;
  readonly all?: boolean;
  readonly limit: string;
};

/** So that one long name does not push the titles off the screen. */
const longestService = 18;

const servicesOf = ({ services, source }: Alert): string =>
  services.length > 1 ? `${services.length} services` : (services[0] ?? source);

/** What has ended says how long it took, what stands for how long it has. */
const stateOf = ({ state, at, resolvedAt, labels }: Alert): string => {
  if (state === 'resolved') return `resolved ${duration(Date.parse(resolvedAt ?? at) - Date.parse(at))}`;
  const by = state === 'acknowledged' ? labels['acknowledged_by'] : undefined;
  return by === undefined ? state : `acknowledged ${fit(by, 16)}`;
};

const row = (alert: Alert, now: Date): string[] => [
  fit(servicesOf(alert), longestService),
  alert.severity ?? '',
  stateOf(alert),
  age(new Date(alert.at), now),
  alert.environment ?? '',
  alert.episodes > 1 ? `${alert.title} (${alert.episodes} times)` : alert.title,
];

const say = (terminal: Terminal, { alerts, next }: AlertPage): void => {
  table(
    terminal,
    ['service', 'severity', 'state', 'since', 'in', ''],
    alerts.map((alert) => row(alert, new Date())),
    { gives: [5, 4, 1, 0] },
  );
  if (next !== null)
    terminal.say('There are more: say --limit 200, or narrow them by --service or --source.');
};

const nothing = (terminal: Terminal, { service, source, all }: Flags): string => {
  const of = [service === undefined ? '' : ` of ${service}`, source === undefined ? '' : ` from ${source}`];
  return all
    ? `No alerts${of.join('')} yet.`
    : `Nothing fires${of.join('')}. All there were: ${terminal.nightjar} alerts --all`;
};

/** `nightjar alerts`: what fires. */
export const alerts: Register = (program, surroundings) => {
  const { env, terminal } = surroundings;
  const command = program
    .command('alerts')
    .enablePositionalOptions()
    .description('what fires, newest first; with --all, what has been resolved as well')
    .option('-s, --service <name>', 'of one service')
    .option('--source <name>', 'from one source: alertmanager, grafana, pagerduty')
    .option('-a, --all', 'with those that have been resolved')
    .option('-n, --limit <n>', 'how many, at most 200', '50')
    .action(async (flags: Flags) => {
      const { service, source, all } = flags;
      const limit = Math.min(wholeNumber('--limit', flags.limit, 1), 200);
      const state = all ? undefined : 'open';
      const page = await clientFor(env, flags, 1).alerts.list({ state, service, source, limit });
      if (flags.json) return terminal.json(page);
      if (page.alerts.length > 0) say(terminal, page);
      else terminal.say(nothing(terminal, flags));
    });
  examples(withConnection(command), [
    ['nightjar alerts', 'what fires now, and who has taken it on'],
    ['nightjar alerts --service pricing --all', 'what has fired about one service'],
    ['nightjar alerts --json | jq -r .alerts[].title', 'for scripts'],
  ]);
  groupsCommand(command, surroundings);
  testCommand(command, surroundings);
};
