import type { Changes } from '@nightjar/sdk/changes';
import type { Change } from '@nightjar/sdk/wire';
import { examples, type Register, type Surroundings, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { linePrinter } from '../feed/print.ts';
import { wholeNumber } from '../whole-number.ts';

type Flags = ConnectionFlags & { readonly query?: string; readonly limit: string; readonly follow?: boolean };

const count = (given: string): number => wholeNumber('--limit', given, 1);

/** The server's own word for the largest page; more is read a page at a time. */
const pageSize = 200;

type Newest = { readonly changes: Change[]; readonly follow: string };

const newest = async (changes: Changes, q: string | undefined, limit: number): Promise<Newest> => {
  const first = await changes.list({ q, limit: Math.min(limit, pageSize) });
  const found = [...first.changes];
  const rest = changes.all({ q, limit: pageSize, cursor: first.next ?? undefined });
  if (first.next !== null && found.length < limit)
    for await (const change of rest) if (found.push(change) >= limit) break;
  return { changes: found.slice(0, limit), follow: first.follow };
};

/** From where the page ends, so that nothing falls between the two; what it knew already is shown once. What leaves the filter stays printed. */
const follow = async (changes: Changes, flags: Flags, { terminal }: Surroundings): Promise<void> => {
  const { query: q } = flags;
  const { print } = linePrinter(terminal, { withAge: false });
  const show = (them: readonly Change[]): void =>
    flags.json ? them.forEach(terminal.json) : print(them, new Date());
  const sign = ({ id, status, at, title }: Change): string => [id, status, at, title].join('\0');
  const page = await newest(changes, q, count(flags.limit));
  const shown = new Set(page.changes.map(sign));
  show(page.changes.reverse());
  let lost = false;
  for await (const heard of changes.follow({ q, lastEventId: page.follow })) {
    if (heard.is === 'change' && !shown.has(sign(heard.change))) show([heard.change]);
    if (heard.is === 'withdrawn')
      terminal.say(`${heard.change} was withdrawn: it turned out to be no change.`);
    if (heard.is === 'reset')
      terminal.say(`Some changes may be missing here: run ${terminal.nightjar} feed again to see all.`);
    if (heard.is === 'lost' && !lost) terminal.say(`${heard.because.message} Coming back…`);
    if (heard.is === 'open' && lost) terminal.say('Back, from where we were.');
    lost = heard.is === 'lost';
  }
};

const list = async (changes: Changes, flags: Flags, { terminal }: Surroundings): Promise<void> => {
  const limit = count(flags.limit);
  if (flags.json && limit <= pageSize) return terminal.json(await changes.list({ q: flags.query, limit }));
  const { changes: found } = await newest(changes, flags.query, limit);
  if (flags.json) return terminal.json({ changes: found });
  if (found.length > 0) return linePrinter(terminal, { withAge: true }).print(found, new Date());
  terminal.say(
    flags.query === undefined
      ? `No changes yet. Send one: ${terminal.nightjar} send --title "First change" --service pricing`
      : `No change matches ${flags.query}`,
  );
};

/** `nightjar feed`: what changed. */
export const feed: Register = (program, surroundings) => {
  const command = program
    .command('feed')
    .description('show what changed, newest first; with --follow, as it happens')
    .argument('[query...]', 'filter, as with --query')
    .option(
      '-q, --query <query>',
      'filter: service: env: kind: actor: status: after: "words", -not, (a OR b)',
    )
    .option('-n, --limit <n>', 'how many changes', '20')
    .option('-f, --follow', 'go on as they happen; newest last')
    .action(async (words: string[], given: Flags) => {
      const query = given.query ?? (words.map((word) => word.trim()).join(' ') || undefined);
      const flags = { ...given, ...(query === undefined ? {} : { query }) };
      const { changes } = clientFor(surroundings.env, flags, flags.follow ? 2 : 1);
      await (flags.follow ? follow : list)(changes, flags, surroundings);
    });
  examples(withConnection(command), [
    ['nightjar feed service:pricing env:prod', 'the last changes of a service'],
    ['nightjar feed -actor:root "(env:prod OR env:staging)"', 'all but one; other words with - go after --'],
    ['nightjar feed -f -q "kind:deploy -actor:bot"', 'deploys by people, as they happen'],
    ['nightjar feed --json -n 100 | jq .changes[].title', 'for scripts'],
  ]);
};
