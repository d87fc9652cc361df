import type { SavedView } from '@nightjar/sdk/wire';
import { examples, type Register, withConnection } from '../command.ts';
import { type ConnectionFlags, clientFor } from '../connection.ts';
import { table } from '../text/table.ts';

type SaveFlags = ConnectionFlags & {
  readonly catalog?: boolean;
  readonly all?: boolean;
  readonly share?: boolean;
  readonly replace?: boolean;
};

const row = ({ name, screen, all, query, shared, by }: SavedView): string[] => [
  name,
  screen + (all ? ', all' : ''),
  query,
  shared ? `shared${by === null ? '' : ` by ${by}`}` : 'your own',
];

/** `nightjar views`: what is looked at again and again, under names. */
export const views: Register = (program, { env, terminal }) => {
  const group = program.command('views').description('filters saved under names: list, save, remove');

  withConnection(
    group
      .command('list', { isDefault: true })
      .description('your own, and those that all share')
      .action(async (flags: ConnectionFlags) => {
        const list = await clientFor(env, flags).views.list();
        if (flags.json) return terminal.json(list);
        if (list.views.length === 0)
          return terminal.say(`No views yet. Save one: ${terminal.nightjar} views save NAME FILTER`);
        table(terminal, ['name', 'of', 'filter', ''], list.views.map(row), { gives: [2, 0, 3] });
      }),
  );

  examples(
    withConnection(
      group
        .command('save')
        .description('save a filter under a name')
        .argument('<name>', 'what it shows')
        .argument('[filter...]', 'as in the feed, or with --catalog in the catalog')
        .option('--catalog', 'of the catalog; else of the feed')
        .option('--all', 'every change one by one, and not told in short')
        .option('--share', 'for all of the organisation; else for yourself')
        .option('--replace', 'in place of what is saved under the name')
        .action(async (name: string, words: string[], flags: SaveFlags) => {
          const saved = await clientFor(env, flags).views.save(name, {
            query: words.map((word) => word.trim()).join(' '),
            screen: flags.catalog ? 'catalog' : 'feed',
            all: flags.all ?? false,
            shared: flags.share ?? false,
            replace: flags.replace ?? false,
          });
          if (flags.json) return terminal.json(saved);
          terminal.say(`Saved ${saved.view.name}${saved.view.shared ? ' for all' : ''}.`);
        }),
    ),
    [
      ['nightjar views save "Failed in prod" status:failed env:prod', 'for yourself'],
      ['nightjar views save Critical tier:0 --catalog --share', 'of the catalog, for all'],
    ],
  );

  withConnection(
    group
      .command('remove')
      .description('remove a view; your own first, where a shared one has the same name')
      .argument('<name>')
      .option('--shared', 'the shared one')
      .action(async (name: string, flags: ConnectionFlags & { readonly shared?: boolean }) => {
        const done = await clientFor(env, flags).views.remove(name, flags.shared ? { shared: true } : {});
        if (flags.json) return terminal.json(done);
        terminal.say(`Removed ${name}.`);
      }),
  );
};
