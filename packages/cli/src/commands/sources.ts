import type { Client } from '@nightjar/sdk/connect';
import { ProblemError } from '@nightjar/sdk/failure';
import type { SourcePage } from '@nightjar/sdk/wire';
import type { Command } from 'commander';
import { examples, type Register, type Surroundings, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { exit, Failure } from '../failure.ts';
import { printDeliveries, printList, printPage, printSteps, takes } from '../sources/print.ts';
import type { Terminal } from '../terminal.ts';
import { sinceFrom } from '../text/since.ts';
import { wholeNumber } from '../whole-number.ts';
import { customCommand } from './sources-custom.ts';
import { mappingCommands } from './sources-mapping.ts';
import { reconcilersCommand } from './sources-reconcilers.ts';

const source = ['<name>', 'as `nightjar sources` lists it: github; custom/NAME for one of your own'] as const;

/** The sender's own secret, from stdin: an argument would stand in `ps` and in the shell's history. */
const ownSecret = async (
  wanted: string | undefined,
  stdin: NodeJS.ReadStream,
): Promise<string | undefined> => {
  if (wanted === undefined) return undefined;
  if (wanted !== '-')
    throw new Failure(
      exit.usage,
      'A secret on the command line can be read by others.',
      'Give it on stdin: --secret - < file.',
    );
  stdin.setEncoding('utf8');
  let text = '';
  for await (const chunk of stdin) text += chunk;
  return text.trim();
};

/** How it stands; null for a sender of one's own that there is not yet: to connect it is the way to make it. */
const pageOf = ({ show }: Pick<Client['sources'], 'show'>, name: string): Promise<SourcePage | null> =>
  show(name).catch((error: unknown) => {
    if (error instanceof ProblemError && error.code === 'source.no-custom') return null;
    throw error;
  });

/** Connecting twice would leave two secrets that hold, and nobody who knows which one the sender has. */
const refuseAnother = ({ secrets, fromEnvironment }: SourcePage, { nightjar }: Terminal, name: string) => {
  const count = secrets.length + fromEnvironment;
  if (count === 0) return;
  throw new Failure(
    exit.refused,
    `${name} has ${count === 1 ? 'a secret' : `${count} secrets`} already.`,
    `See how it stands: ${nightjar} sources show ${name}. To change the secret, add one with --another and retire the old one.`,
  );
};

/** One made here would be of no use: the sender signs with its own. The steps are said, for it has to be fetched first. */
const refuseToMake = (
  page: SourcePage,
  terminal: Terminal,
  { another, json = false }: ConnectionFlags & { another?: true },
): never => {
  if (!json) {
    terminal.line(`Address: ${page.url}`);
    terminal.line('');
    printSteps(terminal, page, null);
    terminal.line('');
  }
  throw new Failure(
    exit.refused,
    `${page.source.title} makes its secret itself, so none was made here.`,
    `Copy it there, as the steps above say; then run this, paste it, and press Enter and Ctrl-D: ${takes(terminal, page, another === true)}`,
  );
};

const connecting = (group: Command, { env, terminal, stdin }: Surroundings): void => {
  const connect = group
    .command('connect')
    .description('make a secret, shown this once, and say what to do at the sender')
    .argument(...source)
    .option('--secret <->', 'take the sender’s own, from stdin: --secret -')
    .option('--another', 'add one to the secrets it has: both hold, until you retire the old one')
    .action(async (name: string, flags: ConnectionFlags & { secret?: string; another?: true }) => {
      const { sources } = clientFor(env, flags);
      const before = await pageOf(sources, name);
      if (before !== null && flags.another !== true) refuseAnother(before, terminal, name);
      if (before?.theirs && flags.secret === undefined) refuseToMake(before, terminal, flags);
      const made = await sources.addSecret(name, await ownSecret(flags.secret, stdin));
      const page = await sources.show(name);
      if (flags.json) return terminal.json({ ...made, url: page.url, steps: page.steps, paste: page.paste });
      terminal.line(`Address: ${page.url}`);
      if (made.secret !== null) terminal.line(`Secret:  ${made.secret}`);
      terminal.say(
        made.secret === null
          ? `The secret is kept sealed, as ${made.id}.`
          : `The secret is shown this once; it is ${made.id} from now on.`,
      );
      terminal.line('');
      printSteps(terminal, page, made.secret);
      if (page.secrets.length > 1)
        terminal.say(
          `The secrets before it hold as well; retire one when it is used no more: ${terminal.nightjar} sources disconnect ${name} --secret ${page.secrets[0]?.id}`,
        );
      terminal.say(`Then see what comes: ${terminal.nightjar} sources show ${name}`);
    });
  examples(withConnection(connect), [
    ['nightjar sources connect github', 'the address, a secret and the steps'],
    ['nightjar sources connect custom/release-bot', 'a sender of your own: what it sends is kept'],
    ['nightjar sources connect github --another', 'to change the secret without losing a delivery'],
    ['nightjar sources connect sentry --secret - < client-secret', 'where the sender makes the secret'],
  ]);

  withConnection(
    group
      .command('disconnect')
      .description('retire all secrets of a source, or one of them: nothing it sends is let in any more')
      .argument(...source)
      .option('--secret <id>', 'only this one, as `nightjar sources show` lists it')
      .action(async (name: string, flags: ConnectionFlags & { secret?: string }) => {
        const { sources } = clientFor(env, flags);
        const done = await (flags.secret === undefined
          ? sources.disconnect(name)
          : sources.retireSecret(name, flags.secret));
        if (flags.json) return terminal.json(done);
        terminal.say(flags.secret === undefined ? `${name} is disconnected` : `${flags.secret} is retired`);
      }),
  );
};

const delivered = (group: Command, { env, terminal }: Surroundings): void => {
  withConnection(
    group
      .command('deliveries')
      .description('the last deliveries of a source, and what became of each')
      .argument(...source)
      .action(async (name: string, flags: ConnectionFlags) => {
        const page = await clientFor(env, flags).sources.show(name);
        if (flags.json) return terminal.json({ recent: page.recent, refused: page.refused });
        printDeliveries(terminal, page, new Date());
      }),
  );

  const resend = group
    .command('resend')
    .description('read one delivery again, with the adapter as it is now')
    .argument(...source)
    .argument('<position>', 'as `nightjar sources deliveries` lists it')
    .action(async (name: string, position: string, flags: ConnectionFlags) => {
      const done = await clientFor(env, flags).sources.resend(name, wholeNumber('position', position));
      if (flags.json) return terminal.json(done);
      terminal.line(`${done.outcome}${done.why === null ? '' : `: ${done.why}`}`);
      if (done.observed + done.withdrawn > 0)
        terminal.line(`${done.observed} observations written, ${done.withdrawn} withdrawn`);
    });
  examples(withConnection(resend), [['nightjar sources resend github 4711', 'after an adapter got better']]);

  const replay = group
    .command('replay')
    .description('read the deliveries kept from a sender again, with the adapter as it is now')
    .argument('<source>', 'github, cloudevents')
    .option('--since <time>', 'from when: 2026-03-01, or 7d; all that are kept if not given')
    .action(async (name: string, flags: ConnectionFlags & { since?: string }) => {
      const since = flags.since === undefined ? undefined : sinceFrom(flags.since, new Date()).toISOString();
      const done = await clientFor(env, flags).sources.replay(name, { since });
      if (flags.json) return terminal.json(done);
      const { deliveries, changed, observed, withdrawn, unreadable } = done;
      const left = unreadable === 0 ? '' : `; ${unreadable} could not be read and were left alone`;
      terminal.line(`${deliveries} deliveries read again, ${changed} say something else now${left}`);
      if (changed > 0) terminal.line(`${observed} observations written, ${withdrawn} withdrawn`);
    });
  examples(withConnection(replay), [
    ['nightjar sources replay github --since 7d', 'after an adapter got better'],
  ]);
};

/** `nightjar sources`: who sends, how to set them up, and what became of what they sent. */
export const sources: Register = (program, surroundings) => {
  const { env, terminal } = surroundings;
  const group = program
    .command('sources')
    .description(
      'the senders: list, show, connect, disconnect, deliveries, resend, replay, reconcilers, unmapped, map, rules, custom',
    )
    .action(async (flags: ConnectionFlags) => {
      const list = await clientFor(env, flags).sources.list();
      if (flags.json) return terminal.json(list);
      printList(terminal, list, new Date());
    });
  withConnection(group);
  withConnection(
    group
      .command('show')
      .description('one source: how it stands, how to set it up, and what has come')
      .argument(...source)
      .option('--steps', 'how to set it up, though something has come already')
      .action(async (name: string, flags: ConnectionFlags & { steps?: true }) => {
        const page = await clientFor(env, flags).sources.show(name);
        if (flags.json) return terminal.json(page);
        printPage(terminal, page, { now: new Date(), steps: flags.steps === true });
      }),
  );
  connecting(group, surroundings);
  delivered(group, surroundings);
  mappingCommands(group, surroundings);
  customCommand(group, surroundings);
  reconcilersCommand(group, surroundings);
};
