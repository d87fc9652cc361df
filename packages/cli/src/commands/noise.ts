import type { NoiseReport } from '@nightjar/sdk/wire';
import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import type { Terminal } from '../terminal.ts';
import { table } from '../text/table.ts';
import { plain } from '../text/width.ts';
import { wholeNumber } from '../whole-number.ts';

type Flags = ConnectionFlags & { readonly days: string };

const count = (n: number): string => n.toLocaleString('en');

const print = (terminal: Terminal, { sources }: NoiseReport): void => {
  table(
    terminal,
    ['SOURCE', 'CHANGES', 'LINES', 'HIDDEN', 'BY ROBOTS', 'MOST OFTEN'],
    sources.map(({ source, changes, lines, low, byRobots, repeated: [first] }) => [
      source,
      count(changes),
      count(lines),
      count(low),
      `${Math.round(byRobots * 100)} %`,
      first === undefined ? '' : `${first.title} (${first.times} of the last ${first.of})`,
    ]),
  );
  for (const { source, rule } of sources) {
    if (rule === null) continue;
    terminal.line('');
    terminal.line(`${terminal.paint('bold', plain(source))}  ${rule.words}`);
    terminal.line(`  ${terminal.nightjar} feed -q '${plain(rule.filter)}'`);
  }
};

/** `nightjar noise`: which source fills the feed, and what would quieten it. */
export const noise: Register = (program, { env, terminal }) => {
  const command = program
    .command('noise')
    .description('which sender fills the feed, and what would quieten it')
    .argument('[source]', 'that one alone')
    .option('--days <n>', 'of how many days', '7')
    .action(async (source: string | undefined, flags: Flags) => {
      const days = wholeNumber('--days', flags.days, 1);
      const report = await clientFor(env, flags).sources.noise({ days, source });
      if (flags.json) return terminal.json(report);
      if (report.sources.length > 0) return print(terminal, report);
      const from = source === undefined ? '' : ` from ${plain(source)}`;
      terminal.say(`Nothing came${from} in ${days === 1 ? 'a day' : `${days} days`}.`);
    });
  examples(withConnection(command), [
    ['nightjar noise', 'the sender with the most lines first'],
    ['nightjar noise jenkins --days 30', 'one of them, over a month'],
  ]);
};
