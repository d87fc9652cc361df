import type { Changes } from '@nightjar/sdk/changes';
import type { Change, View } from '@nightjar/sdk/wire';
import { examples, type Register, type Surroundings, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { linePrinter } from '../feed/print.ts';
import { pagesUpTo } from '../pages.ts';
import { wholeNumber } from '../whole-number.ts';

type Flags = ConnectionFlags & {
  readonly query?: string;
  readonly limit: string;
  readonly follow?: boolean;
  readonly all?: boolean;
};

const viewOf = ({ all }: Flags): View => (all ? 'all' : 'quiet');

const count = (given: string): number => wholeNumber('--limit', given, 1);

/** The server's own word for the largest page; more is read a page at a time. */
const pageSize = 200;

type Newest = { readonly changes: Change[]; readonly follow: string; readonly hidden: number };

const newest = async (changes: Changes, flags: Flags, limit: number): Promise<Newest> => {
  const asked = { q: flags.query, view: viewOf(flags) };
  const pages = await pagesUpTo(
    { limit, pageSize },
    (part) => changes.list({ ...asked, ...part }),
    (page) => page.changes,
  );
  return {
    changes: pages.flatMap((page) => page.changes).slice(0, limit),
    follow: pages[0].follow,
    hidden: pages.reduce((sum, { hidden = 0 }) => sum + hidden, 0),
  };
};

/** Whether a change heard in the quiet view says something new: the first of its bundle does, and each that goes wrong. */
const newsIn = (page: readonly Change[]): ((change: Change) => boolean) => {
  const told = new Set(page.map(({ bundle }) => bundle));
  return ({ bundle, status }) => {
    if (bundle === null || status === 'failed' || status === 'reverted') return true;
    const isNew = !told.has(bundle);
    told.add(bundle);
    return isNew;
  };
};

/** From where the page ends, so that nothing falls between the two; what it knew already is shown once. What leaves the filter stays printed. */
const follow = async (changes: Changes, flags: Flags, { terminal }: Surroundings): Promise<void> => {
  const { query: q } = flags;
  const { print } = linePrinter(terminal, { withAge: false });
  const show = (them: readonly Change[]): void =>
    flags.json ? them.forEach(terminal.json) : print(them, new Date());
  const sign = ({ id, status, at, title }: Change): string => [id, status, at, title].join('\0');
  const page = await newest(changes, flags, count(flags.limit));
  const shown = new Set(page.changes.map(sign));
  const isNews = flags.all ? () => true : newsIn(page.changes);
  show(page.changes.reverse());
  let lost = false;
  for await (const heard of changes.follow({ q, view: viewOf(flags), lastEventId: page.follow })) {
    if (heard.is === 'change' && !shown.has(sign(heard.change)) && isNews(heard.change)) show([heard.change]);
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
  if (flags.json && limit <= pageSize)
    return terminal.json(await changes.list({ q: flags.query, view: viewOf(flags), limit }));
  const { changes: found, hidden } = await newest(changes, flags, limit);
  if (flags.json) return terminal.json({ changes: found });
  if (found.length > 0) linePrinter(terminal, { withAge: true }).print(found, new Date());
  if (hidden > 0)
    terminal.say(
      `${hidden} quiet ${hidden === 1 ? 'one' : 'ones'} hidden: ${terminal.nightjar} feed --all shows every change.`,
    );
  if (found.length > 0 || hidden > 0) return;
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
    .option('-a, --all', 'every change, one by one, the quiet ones too')
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
    ['nightjar feed --all kind:scale', 'nothing folded, nothing hidden'],
    ['nightjar feed --json -n 100 | jq .changes[].title', 'for scripts'],
  ]);
};
