import type { EntityList } from '@nightjar/sdk/wire';
import { type AtFlag, atFrom, withAt } from '../catalog/at.ts';
import { examples, type Register, type Surroundings, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { table } from '../text/table.ts';
import { age } from '../text/time.ts';
import { fit } from '../text/width.ts';
import { wholeNumber } from '../whole-number.ts';

type EntityCard = EntityList['entities'][number];

type Flags = ConnectionFlags & AtFlag & { readonly limit: string };

/** So that one long name does not push the descriptions off the screen. */
const longest = { name: 30, owner: 16 };

const ownersOf = ({ owners, contested }: EntityCard): string => {
  const [first, ...more] = owners;
  if (first === undefined) return '–';
  return `${contested ? '! ' : ''}${first.name}${more.length > 0 ? ` +${more.length}` : ''}`;
};

const row = (card: EntityCard, now: Date): string[] => {
  const { name, kind, tier, language, state, since, title, description } = card;
  return [
    fit(kind === 'service' ? name : `${kind}:${name}`, longest.name),
    tier === null ? '' : String(tier),
    fit(ownersOf(card), longest.owner),
    // What only runs has been described by nobody: that says more than what it is written in.
    state === 'declared' ? (language ?? '') : state,
    age(new Date(since), now),
    (description ?? title ?? '').split('\n')[0] ?? '',
  ];
};

/** The list is of services unless the filter speaks of a kind itself. */
const queryFor = (filter: string): string =>
  /(^|[\s(-])kind:/.test(filter) ? filter : `kind:service ${filter}`.trim();

const say = ({ entities, next, total }: EntityList, filter: string, { terminal }: Surroundings): void => {
  if (entities.length === 0) {
    terminal.say(
      filter === ''
        ? `No services yet. Fill the catalog: ${terminal.nightjar} catalog discover PATH, or catalog apply PATH`
        : `No service matches ${filter}`,
    );
    return;
  }
  const now = new Date();
  table(
    terminal,
    ['name', 'tier', 'owner', 'in', 'changed', ''],
    entities.map((card) => row(card, now)),
    { gives: 5 },
  );
  if (entities.some(({ contested }) => contested))
    terminal.say(`! Sources name different owners: ${terminal.nightjar} who NAME tells which.`);
  if (next !== null)
    terminal.say(
      `${entities.length} of ${total ?? 'more'}. Narrow them, or see more with --limit ${entities.length * 4}.`,
    );
};

/** `nightjar services`: what there is. */
export const services: Register = (program, surroundings) => {
  const command = withAt(
    program
      .command('services')
      .description('list what the catalog knows; words search, fields filter')
      .argument('[filter...]', 'tier:0 owner:payments lang:go kind:api state:gone, or words of a name')
      .option('-n, --limit <n>', 'how many', '50'),
  ).action(async (words: string[], flags: Flags) => {
    const filter = words.map((word) => word.trim()).join(' ');
    const limit = Math.min(500, wholeNumber('--limit', flags.limit, 1));
    const { catalog } = clientFor(surroundings.env, flags, 1);
    const list = await catalog.list({ q: queryFor(filter), limit, at: atFrom(flags) });
    if (flags.json) return surroundings.terminal.json(list);
    say(list, filter, surroundings);
  });
  examples(withConnection(command), [
    ['nightjar services', 'all of them, fifty at a time'],
    ['nightjar services tier:0 owner:payments', 'the most critical ones of a team'],
    ['nightjar services chekout', 'words search; typing errors are forgiven'],
    ['nightjar services kind:api -owner:payments', 'other kinds; terms with - exclude'],
    ['nightjar services --at 30d', 'as they were a month ago'],
  ]);
};
