import type { AlertGroup, AlertGroupWithMembers } from '@nightjar/sdk/wire';
import type { Command } from 'commander';
import { examples, type Surroundings, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import type { Terminal } from '../terminal.ts';
import { table } from '../text/table.ts';
import { age, duration } from '../text/time.ts';
import { fit } from '../text/width.ts';
import { wholeNumber } from '../whole-number.ts';

type Flags = ConnectionFlags & { readonly all?: boolean; readonly limit: string };

const longestService = 18;

const servicesOf = ({ services, serviceCount }: AlertGroup): string =>
  serviceCount > 1 ? `${services[0]} and ${serviceCount - 1} more` : (services[0] ?? '');

const stateOf = ({ firing, count, firstAt, endedAt }: AlertGroup): string =>
  firing === 0
    ? `ended ${duration(Date.parse(endedAt ?? firstAt) - Date.parse(firstAt))}`
    : `${firing} of ${count} firing`;

const row = (group: AlertGroup, now: Date): string[] => [
  group.id,
  fit(servicesOf(group), longestService + 10),
  stateOf(group),
  age(new Date(group.firstAt), now),
  group.environment ?? '',
  group.title,
];

const sayOne = (terminal: Terminal, group: AlertGroupWithMembers): void => {
  if (group.mergedInto !== null) {
    terminal.say(
      `It is a part of ${group.mergedInto}: ${terminal.nightjar} alerts groups ${group.mergedInto}`,
    );
    return;
  }
  table(
    terminal,
    ['service', 'severity', 'state', 'since', 'in', '', 'because'],
    group.members.map(({ services, severity, state, at, environment, title, why }) => [
      fit(services[0] ?? '', longestService),
      severity ?? '',
      state,
      age(new Date(at), new Date()),
      environment ?? '',
      title,
      why ?? '',
    ]),
    { gives: [5, 6, 4, 1, 0] },
  );
  if (group.next !== null)
    terminal.say(`${group.members.length} of ${group.count} alerts: say --limit 200 for more.`);
  if (group.diagnosis !== null) terminal.say(`What broke: ${terminal.nightjar} diagnose ${group.diagnosis}`);
};

/** Puts groups of alerts below `nightjar alerts`. */
export const groupsCommand = (alerts: Command, { env, terminal }: Surroundings): void => {
  const command = alerts
    .command('groups [id]')
    .description('alerts of one cause as one line each; with an id, what one of them holds, and why')
    .option('-a, --all', 'with those that have ended')
    .option('-n, --limit <n>', 'how many, at most 200', '50')
    .action(async (id: string | undefined, flags: Flags) => {
      const client = clientFor(env, flags, 1);
      const limit = Math.min(wholeNumber('--limit', flags.limit, 1), 200);
      if (id !== undefined) {
        const group = await client.alerts.group(id, { limit });
        return flags.json ? terminal.json(group) : sayOne(terminal, group);
      }
      const page = await client.alerts.groups({ state: flags.all ? undefined : 'open', limit });
      if (flags.json) return terminal.json(page);
      if (page.groups.length === 0) return terminal.say(flags.all ? 'No alerts yet.' : 'Nothing fires.');
      table(
        terminal,
        ['group', 'services', 'state', 'since', 'in', ''],
        page.groups.map((group) => row(group, new Date())),
        { gives: [5, 4, 1] },
      );
      if (page.next !== null) terminal.say('There are more: say --limit 200.');
    });
  examples(withConnection(command), [
    ['nightjar alerts groups', 'a storm as one line'],
    ['nightjar alerts groups grp_1a2b3c', 'its alerts, and what ties them'],
  ]);
};
