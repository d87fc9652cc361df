import type { Catalog } from '@nightjar/sdk/catalog';
import type { EntityList } from '@nightjar/sdk/wire';
import { type AtFlag, atFrom, countedFrom, withAt } from '../catalog/at.ts';
import { examples, type Register, type Surroundings, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { pagesUpTo } from '../pages.ts';
import { table } from '../text/table.ts';
import { age } from '../text/time.ts';
import { fit } from '../text/width.ts';
import { wholeNumber } from '../whole-number.ts';

type EntityCard = EntityList['entities'][number];

type Flags = ConnectionFlags & AtFlag & { readonly limit: string };

/** So that one long name of an owner does not push the descriptions off the screen. */
const longestOwner = 16;

const ownersOf = ({ owners, contested }: EntityCard): string => {
  const [first, ...more] = owners;
  if (first === undefined) return '–';
  return `${contested ? '! ' : ''}${first.name}${more.length > 0 ? ` +${more.length}` : ''}`;
};

const row = (card: EntityCard, now: Date): string[] => {
  const { name, kind, tier, language, state, since, title, description } = card;
  return [
    kind === 'service' ? name : `${kind}:${name}`,
    tier === null ? '' : String(tier),
    fit(ownersOf(card), longestOwner),
    language ?? '',
    age(new Date(since), now),
    // What only runs has been described by nobody, and what is gone is described by nobody any longer.
    [state === 'declared' ? '' : state, (description ?? title ?? '').split('\n')[0]]
      .filter(Boolean)
      .join(': '),
  ];
};

/** The list is of services unless the filter speaks of a kind itself. */
const queryFor = (filter: string): string =>
  /(^|[\s(-])kind:/.test(filter) ? filter : `kind:service ${filter}`.trim();

/** The server's own word for the largest page. */
const pageSize = 500;

type Wish = { readonly q: string; readonly at: string | undefined };

/** One page, or as many as the limit takes. */
const listed = async (catalog: Catalog, { q, at }: Wish, limit: number): Promise<EntityList> => {
  const pages = await pagesUpTo(
    { limit, pageSize },
    (part) => catalog.list({ q, at, ...part }),
    ({ entities }) => entities,
  );
  const next = pages.at(-1)?.next ?? null;
  return { ...pages[0], entities: pages.flatMap(({ entities }) => entities), next };
};

const nothing = (filter: string, at: string | undefined, nightjar: string): string => {
  if (filter !== '') return `No service matches ${filter}`;
  if (at !== undefined) return `The catalog knew no service at ${at}`;
  return `No services yet. Fill the catalog: ${nightjar} catalog discover PATH, or catalog apply PATH`;
};

const say = ({ entities, next, total }: EntityList, { terminal }: Surroundings, now: Date): void => {
  table(
    terminal,
    ['name', 'tier', 'owner', 'in', 'changed', ''],
    entities.map((card) => row(card, now)),
    { gives: [5, 2, 3, 4, 1] },
  );
  if (entities.some(({ contested }) => contested))
    terminal.say(`! Sources name different owners: ${terminal.nightjar} who NAME tells which.`);
  if (next === null) return;
  const of = total === null ? 'There are more' : `${total} in all`;
  terminal.say(`${of}; narrow them with words or fields, or say --limit ${entities.length * 4}.`);
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
    const at = atFrom(flags);
    const { terminal } = surroundings;
    const { catalog } = clientFor(surroundings.env, flags, 1);
    const limit = wholeNumber('--limit', flags.limit, 1);
    const list = await listed(catalog, { q: queryFor(filter), at }, limit);
    if (flags.json) return terminal.json(list);
    if (list.entities.length > 0) say(list, surroundings, countedFrom(terminal, at));
    else terminal.say(nothing(filter, at, terminal.nightjar));
  });
  examples(withConnection(command), [
    ['nightjar services', 'all of them, fifty at a time'],
    ['nightjar services tier:0 owner:payments', 'the most critical ones of a team'],
    ['nightjar services chekout', 'words search; typing errors are forgiven'],
    ['nightjar services kind:api -owner:payments', 'other kinds; terms with - exclude'],
    ['nightjar services --at 30d', 'as they were a month ago'],
  ]);
};
