import { printText } from '../catalog/contacts.ts';
import { tierText } from '../catalog/style.ts';
import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { plain } from '../text/width.ts';

/** `nightjar nudges`: whose ownership is missing, stale or contradictory, the most critical first. */
export const nudges: Register = (program, { env, terminal }) => {
  const command = program
    .command('nudges')
    .description('what about ownership should be settled, and who might; the most critical first')
    .argument('[filter...]', 'tier:0 system:checkout, as for services')
    .action(async (words: string[], flags: ConnectionFlags) => {
      const { catalog } = clientFor(env, flags, 1);
      const q = words.join(' ').trim();
      const list = await catalog.nudges(q === '' ? {} : { q });
      if (flags.json) return terminal.json(list);
      if (list.nudges.length === 0) return terminal.say('Nothing to settle.');
      for (const { entity, tier, detail, next, ask } of list.nudges) {
        const asked = ask.length === 0 ? [] : [`ask ${ask.map(({ name }) => plain(name)).join(', ')}`];
        const tiered = tierText(tier, terminal.paint);
        const words = [terminal.paint('bold', plain(entity.name)), tiered, ...asked].filter(
          (it) => it !== '',
        );
        terminal.line(words.join('  '));
        printText(terminal, detail);
        printText(terminal, next);
      }
      if (list.next !== null) terminal.say('There are more; narrow them: nudges tier:0.');
    });
  examples(withConnection(command), [
    ['nightjar nudges', 'services without an owner, with two, or with one that nobody can reach'],
    ['nightjar nudges tier:0', 'where it matters most'],
  ]);
};
