import type { DiagnosisPage } from '@nightjar/sdk/wire';
import { nameFrom } from '../catalog/name.ts';
import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { percent } from '../diagnose/words.ts';
import { exit, Failure } from '../failure.ts';
import { pagesUpTo } from '../pages.ts';
import { sinceFrom } from '../text/since.ts';
import { table } from '../text/table.ts';
import { age } from '../text/time.ts';
import { fit } from '../text/width.ts';
import { wholeNumber } from '../whole-number.ts';

type Flags = ConnectionFlags & {
  readonly service?: string;
  readonly state?: string;
  readonly open?: boolean;
  readonly since?: string;
  readonly limit: string;
};
type Card = DiagnosisPage['diagnoses'][number];

const longestService = 18;

/** The server's own word for the largest page; more is read a page at a time. */
const pageSize = 200;

/** Who is suspected first, and how likely that is; or that no change did it. */
const whatOf = ({ verdict, probability, foremost }: Card): readonly [what: string, likely: string] => {
  switch (verdict) {
    case 'change':
      return foremost === null ? ['a change', ''] : [foremost.title, percent(foremost.probability)];
    case 'not a change':
      return ['no change', percent(1 - probability)];
    case 'unknown':
      return ['nobody can tell', ''];
  }
};

/** What responders say of what the line names: what somebody confirmed, before what somebody refuted. */
const judgedAs = ({ verdict, foremost, judgements }: Card): string => {
  const named = verdict === 'change' ? (foremost?.change ?? null) : null;
  const confirmed = judgements.findLast(({ judgement }) => judgement === 'confirmed');
  if (confirmed !== undefined) {
    if (confirmed.change === null) return 'it was no change';
    if (confirmed.change === named) return 'confirmed';
    return named === null ? 'it was a change' : 'another change';
  }
  const isRefuted = judgements.some(({ judgement, change }) => judgement === 'refuted' && change === named);
  return isRefuted ? 'refuted' : 'not yet';
};

const row = (card: Card, now: Date): string[] => {
  const [what, likely] = whatOf(card);
  return [
    card.id,
    fit(card.service ?? '', longestService),
    age(new Date(card.pagedAt), now),
    card.state ?? 'asked',
    likely,
    judgedAs(card),
    card.environment ?? '',
    what,
  ];
};

const states = ['open', 'ended'] as const;

const stateFrom = ({ state, open }: Flags): (typeof states)[number] | undefined => {
  if (state === undefined) return open ? 'open' : undefined;
  const named = states.find((one) => one === state);
  if (named === undefined || (open && named !== 'open'))
    throw new Failure(
      exit.usage,
      `--state ${JSON.stringify(state)} is not one of these.`,
      'Say open or ended.',
    );
  return named;
};

/** `nightjar diagnoses`: what was diagnosed, and what came of it. */
export const diagnoses: Register = (program, { env, terminal }) => {
  const command = program
    .command('diagnoses')
    .description(
      'what was diagnosed, the newest page first: who is suspected, how surely, and whether it was so',
    )
    .option('-s, --service <name>', 'of one service')
    .option('--state <state>', 'of pages alone: open, or ended')
    .option('-o, --open', 'of what still fires: as --state open')
    .option('--since <time>', '3h, 7d, or a time')
    .option('-n, --limit <n>', 'how many', '20')
    .action(async (flags: Flags) => {
      const limit = wholeNumber('--limit', flags.limit, 1);
      const asked = {
        state: stateFrom(flags),
        service: flags.service === undefined ? undefined : nameFrom(flags.service),
        since: flags.since === undefined ? undefined : sinceFrom(flags.since, new Date()).toISOString(),
      };
      const client = clientFor(env, flags, 1);
      if (flags.json && limit <= pageSize)
        return terminal.json(await client.diagnoses.list({ ...asked, limit }));
      const pages = await pagesUpTo(
        { limit, pageSize },
        (part) => client.diagnoses.list({ ...asked, ...part }),
        (page) => page.diagnoses,
      );
      const found = pages.flatMap((page) => page.diagnoses);
      if (flags.json) return terminal.json({ diagnoses: found });
      if (found.length === 0)
        return terminal.say(
          Object.values(asked).every((one) => one === undefined)
            ? `Nothing was diagnosed yet. Ask: ${terminal.nightjar} diagnose SERVICE`
            : `Nothing like that was diagnosed. All there is: ${terminal.nightjar} diagnoses`,
        );
      table(
        terminal,
        ['diagnosis', 'service', 'paged', 'state', 'likely', 'judged', 'in', 'first suspect'],
        found.map((card) => row(card, new Date())),
        { gives: [7, 6, 5, 1, 4] },
      );
      if (pages.at(-1)?.next != null)
        terminal.say(`There are more: say --limit ${limit * 5}, or narrow them by --since or --service.`);
    });
  examples(withConnection(command), [
    ['nightjar diagnoses --open', 'what still fires, and what probably did it'],
    ['nightjar diagnoses --service pricing --since 7d', 'the last week of one service'],
    ["nightjar diagnoses --json | jq -r '.diagnoses[].foremost.title'", 'for scripts'],
  ]);
};
