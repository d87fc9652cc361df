import { ProblemError } from '@nightjar/sdk/failure';
import type { NewRule, RuleList, UnmappedItem } from '@nightjar/sdk/wire';
import type { Command } from 'commander';
import { examples, type Surroundings, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { followReplays, tellReplays } from '../sources/replayed.ts';
import { table } from '../text/table.ts';
import { age } from '../text/time.ts';

type Match = NewRule['match'];

const written = (match: Match): string => {
  if ('name' in match) return match.name;
  return 'join' in match ? `${match.join}=${match.value}` : `environment ${match.environment}`;
};

const called = ({ join, value }: UnmappedItem): string =>
  value === '' ? '(it names nothing)' : join === null ? value : `${join}=${value}`;

const advice = ({ today, near, settledBy }: UnmappedItem): string => {
  if (today !== null) return `would be ${today.services.join(', ')} today: replay`;
  return settledBy === 'default' ? 'a default' : near.join(', ');
};

/** `github=acme/pricing` is an id of the sender's; anything else is a name. */
const matchIn = (text: string, isEnvironment: boolean): Match => {
  if (isEnvironment) return { environment: text };
  const [, join, value] = /^([a-z][a-z-]*)=(.+)$/s.exec(text) ?? [];
  return join === undefined || value === undefined ? { name: text } : { join, value };
};

const meant = (to: RuleList['rules'][number]['to']): string =>
  'service' in to ? to.service.replace(/^service:default\//, '') : to.environment;

/** Puts what tells which service a report is about below `nightjar sources`. */
export const mappingCommands = (group: Command, { env, terminal }: Surroundings): void => {
  examples(
    withConnection(
      group
        .command('unmapped')
        .description('what senders call things that the catalog does not know, and the nearest names')
        .argument('[source]', 'of one source only')
        .action(async (source: string | undefined, flags: ConnectionFlags) => {
          const list = await clientFor(env, flags, 1).mapping.unmapped({ source });
          if (flags.json) return terminal.json(list);
          if (list.items.length === 0)
            return terminal.say('Every report is about something that the catalog knows.');
          const now = new Date();
          table(
            terminal,
            ['SOURCE', 'CALLS IT', 'REPORTS', 'LAST', 'PERHAPS'],
            list.items.map((item) => [
              item.source,
              called(item),
              String(item.reports),
              age(new Date(item.last), now),
              advice(item),
            ]),
          );
          if (list.more) terminal.say('There are more.');
          terminal.say(`Say what one means: ${terminal.nightjar} sources map SOURCE NAME SERVICE --replay`);
        }),
    ),
    [['nightjar sources unmapped', 'of all sources, the latest first']],
  );

  examples(
    withConnection(
      group
        .command('map')
        .description('say which service a sender means by a name, or by an id of its own')
        .argument('<source>', 'github, custom/ci; * for all')
        .argument('<name>', 'as the sender writes it; an id as github=acme/pricing')
        .argument('<service>', 'as the catalog calls it')
        .option('--replay', 'read what is kept of the source again, so that the past is corrected too')
        .option('--environment', 'both are environments: production is prod')
        .action(
          async (
            source: string,
            name: string,
            service: string,
            flags: ConnectionFlags & { replay?: true; environment?: true },
          ) => {
            const client = clientFor(env, flags);
            const isEnvironment = flags.environment === true;
            const match = matchIn(name, isEnvironment);
            const to = isEnvironment ? { environment: service } : { service };
            try {
              const set = await client.mapping.setRule({ source, match, to, replay: flags.replay === true });
              const states = await followReplays(client, terminal, set.replays);
              if (flags.json) return terminal.json({ ...set, replayed: states });
              terminal.line(`${written(match)} of ${source} is ${service}  (${set.id})`);
              tellReplays(terminal, states);
            } catch (error) {
              if (!(error instanceof ProblemError) || error.code !== 'mapping.not-read' || isEnvironment)
                throw error;
              // Nothing is kept of what came over the API: the service answers to the name instead.
              const { entity, position } = await client.catalog.edit(service, { [`alias.${name}`]: name });
              if (flags.json) return terminal.json({ alias: name, entity, position });
              terminal.line(
                `${name} is an alias of ${entity} now: its page shows what was reported under it`,
              );
            }
          },
        ),
    ),
    [
      ['nightjar sources map github github=acme/pricing pricing --replay', 'the past is corrected too'],
      ['nightjar sources map jenkins pricing_api pricing', 'from now on'],
      ["nightjar sources map '*' production prod --environment", 'one name for an environment'],
    ],
  );

  withConnection(
    group
      .command('rules')
      .description('what people have said that senders mean, and what is assumed of a source')
      .action(async (flags: ConnectionFlags) => {
        const { rules, defaults, ...rest } = await clientFor(env, flags, 1).mapping.rules();
        if (flags.json) return terminal.json({ rules, defaults, ...rest });
        if (rules.length + defaults.length === 0) return terminal.say('Nobody has said anything yet.');
        const now = new Date();
        table(
          terminal,
          ['RULE', 'SOURCE', 'CALLED', 'IS', 'SAID BY', 'WHEN'],
          [
            ...rules.map(({ id, source, match, to, by, at }) => [
              id,
              source,
              written(match),
              meant(to),
              by,
              age(new Date(at), now),
            ]),
            ...defaults.map(({ source, service, environment, by, at }) => [
              'default',
              source,
              '',
              [service === null ? '' : meant({ service }), environment ?? '']
                .filter((it) => it !== '')
                .join(' in '),
              by,
              age(new Date(at), now),
            ]),
          ],
        );
      }),
  );

  withConnection(
    group
      .command('unmap')
      .description('take a rule back')
      .argument('<rule>', 'as `nightjar sources rules` lists it')
      .option('--replay', 'read what is kept of the source again, without it')
      .action(async (rule: string, flags: ConnectionFlags & { replay?: true }) => {
        const client = clientFor(env, flags);
        const removed = await client.mapping.removeRule(rule, { replay: flags.replay === true });
        const states = await followReplays(client, terminal, removed.replays);
        if (flags.json) return terminal.json({ ...removed, replayed: states });
        terminal.line(`${rule} is taken back`);
        tellReplays(terminal, states);
      }),
  );
};
