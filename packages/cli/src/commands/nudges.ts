import type { Nudges } from '@nightjar/sdk/wire';
import { printText } from '../catalog/contacts.ts';
import { tierText } from '../catalog/style.ts';
import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import type { Terminal } from '../terminal.ts';
import { plain } from '../text/width.ts';

type Nudge = Nudges['nudges'][number];

const faults: Readonly<Record<Nudge['is'], string>> = {
  'no-owner': 'no owner',
  'unknown-owner': 'owner unknown',
  'unreachable-owner': 'owner cannot be reached',
  contested: 'contested',
  stale: 'stale',
  unseen: 'not seen',
  namesakes: 'two of one name',
};

/** What it is, what is wrong with it in one word, then why, what settles it and who might. */
const print = (terminal: Terminal, { entity, tier, is, detail, next, ask }: Nudge): void => {
  const { kind, name } = entity;
  const called = terminal.paint('bold', plain(kind === 'service' ? name : `${kind}:${name}`));
  const words = [called, tierText(tier, terminal.paint), terminal.paint('dim', faults[is])];
  terminal.line(words.filter((it) => it !== '').join('  '));
  printText(terminal, detail);
  printText(terminal, next);
  if (ask.length > 0) printText(terminal, `Ask ${ask.map((who) => who.name).join(', ')}.`);
};

const notAll =
  'Not all could be looked at in time: what is stale or not seen may be missing. A filter narrows it.';

const nothing = (filter: string): string =>
  filter === '' ? 'Nothing to settle.' : `Nothing to settle that matches ${plain(filter)}`;

/** `nightjar nudges`: whose ownership is missing, stale or contradictory, the most critical first. */
export const nudges: Register = (program, { env, terminal }) => {
  const command = program
    .command('nudges')
    .description('what about ownership should be settled, and who might; the most critical first')
    .argument('[filter...]', 'tier:0 system:checkout, as for services')
    .action(async (words: string[], flags: ConnectionFlags) => {
      const { catalog } = clientFor(env, flags, 1);
      const q = words.map((word) => word.trim()).join(' ');
      const list = await catalog.nudges(q === '' ? {} : { q });
      if (flags.json) return terminal.json(list);
      if (list.nudges.length === 0) return terminal.say(list.cut ? notAll : nothing(q));
      for (const [index, nudge] of list.nudges.entries()) {
        if (index > 0) terminal.line('');
        print(terminal, nudge);
      }
      if (list.next !== null) terminal.say(`There are more; narrow them: ${terminal.nightjar} nudges tier:0`);
      if (list.cut) terminal.say(notAll);
    });
  examples(withConnection(command), [
    ['nightjar nudges', 'services without an owner, with two, or with one that nobody can reach'],
    ['nightjar nudges tier:0', 'where it matters most'],
  ]);
};
