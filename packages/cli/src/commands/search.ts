import type { SearchAnswer, SearchHit } from '@nightjar/sdk/wire';
import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor, target } from '../connection.ts';
import type { Terminal } from '../terminal.ts';
import { table } from '../text/table.ts';
import { wholeNumber } from '../whole-number.ts';

type Flags = ConnectionFlags & { readonly limit: string };

/** A path of the pages as an address that a terminal makes a link of. */
const addressOf = ({ address }: SearchHit, url: string): string =>
  address.startsWith('/') ? `${url.replace(/\/+$/, '')}${address}` : address;

const say = (terminal: Terminal, { hits, missing }: SearchAnswer, text: string, url: string): void => {
  if (hits.length > 0)
    table(
      terminal,
      ['', 'name', '', 'at'],
      hits.map((hit) => [hit.kind, hit.title, hit.subtitle ?? '', addressOf(hit, url)]),
      { gives: [2, 1, 3] },
    );
  if (missing.length > 0) terminal.say(`No answer in time from: ${missing.join(', ')}. Search again.`);
  else if (hits.length === 0)
    terminal.say(`Nothing is called ${text}, or holds it. Fewer letters or words find more.`);
};

/** `nightjar search`: whatever there is, by a few letters. */
export const search: Register = (program, { env, terminal }) => {
  const command = program
    .command('search')
    .description('find services, teams, people, runbooks, views and changes by a few letters')
    .argument('<text...>', 'words, the last as far as you know it')
    .option('-n, --limit <n>', 'how many of each', '6')
    .action(async (words: string[], flags: Flags) => {
      const text = words.join(' ').trim();
      const limit = Math.min(wholeNumber('--limit', flags.limit, 1), 20);
      const answer = await clientFor(env, flags, 1).search(text, { limit });
      if (flags.json) return terminal.json(answer);
      say(terminal, answer, text, target(env, flags).url);
    });
  examples(withConnection(command), [
    ['nightjar search pric', 'whatever begins so, or holds it'],
    ['nightjar search 3f2a91c', 'the change with this commit'],
    ['nightjar search PAY-1204 --json', 'changes of a ticket, for scripts'],
  ]);
};
