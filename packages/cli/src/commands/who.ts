import type { Who } from '@nightjar/sdk/wire';
import { type AtFlag, atFrom, countedFrom, withAt } from '../catalog/at.ts';
import { printContacts, printText } from '../catalog/contacts.ts';
import { nameFrom } from '../catalog/name.ts';
import { heading } from '../catalog/style.ts';
import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import type { Terminal } from '../terminal.ts';
import { plain } from '../text/width.ts';

const owners = (terminal: Terminal, { owners: all }: Who): void => {
  heading(terminal, 'Owners');
  for (const { owner, chosen, confidence, reasons } of all) {
    const sure = `${Math.round(confidence * 100)}% sure${owner.known ? '' : ', not in the catalog'}`;
    const name = terminal.paint(chosen ? 'bold' : 'dim', plain(owner.name));
    terminal.line(`  ${chosen ? '●' : '○'} ${name}  ${terminal.paint('dim', sure)}`);
    for (const reason of reasons) printText(terminal, reason, '    ');
  }
};

const print = (terminal: Terminal, who: Who): void => {
  printText(terminal, who.answer, '');
  if (who.contacts.length > 0) {
    terminal.line('');
    heading(terminal, 'To try, in this order');
    printContacts(terminal, who.contacts, who.entity.ref);
  }
  if (who.owners.length > 0) {
    terminal.line('');
    owners(terminal, who);
  }
  if (who.people.length > 0) {
    terminal.line('');
    heading(terminal, 'People');
    printText(terminal, who.people.map(({ name }) => name).join(', '));
  }
};

/** `nightjar who X`: whom to call about it at this moment. */
export const who: Register = (program, { env, terminal }) => {
  const command = withAt(
    program
      .command('who')
      .description('whom to call about something, and how sure that is')
      .argument('<name>', 'a service, or anything else in the catalog: pricing, api:prices, an alias'),
  ).action(async (typed: string, flags: ConnectionFlags & AtFlag) => {
    const [name, at] = [nameFrom(typed), atFrom(flags)];
    const answer = await clientFor(env, flags, 1).catalog.who(name, { at });
    if (flags.json) return terminal.json(answer);
    countedFrom(terminal, at);
    print(terminal, answer);
    if (answer.owners.length === 0 && answer.goneSince === undefined)
      terminal.say(
        `Give it one: ${terminal.nightjar} service ${name} --annotate backstage prints a file to start from.`,
      );
  });
  examples(withConnection(command), [
    ['nightjar who pricing', 'whom to call now'],
    ['nightjar who pricing --at 2026-03-01T02:51Z', 'who answered for it on that night'],
    ["nightjar who pricing --json | jq -r '.contacts[0].url'", 'for scripts'],
  ]);
};
