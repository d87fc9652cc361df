import { type Environment, inForce, type Setting, type Table } from './settings.ts';

const shown = (setting: Setting<unknown>, value: string): string => {
  if (setting.secret === true) return '•••';
  return setting.secret === undefined ? value : setting.secret(value);
};

/** `NIGHTJAR_PORT=4400`, a line for each setting of the server that has a value, secrets masked. */
export const describeSettings = (table: Table, env: Environment): string[] =>
  Object.values(table)
    .filter((setting) => setting.readBy === undefined)
    .flatMap((setting) => {
      const value = inForce(setting, env);
      return value === undefined ? [] : [`${setting.env}=${shown(setting, value)}`];
    });

/** An address without its password, for `secret`. */
export const withoutPassword = (address: string): string => {
  const parsed = URL.parse(address);
  if (parsed === null) return '•••';
  const at = parsed.host === '' ? '' : `${parsed.username === '' ? '' : `${parsed.username}@`}${parsed.host}`;
  // The query goes too: libpq takes a password there.
  return `${parsed.protocol}//${at}${parsed.pathname}`;
};

const readers = { command: 'the `nightjar` command', tests: 'the tests' } as const;

const row = (setting: Setting<unknown>): string => {
  const cells = [
    `\`${setting.env}\``,
    setting.parse.says,
    setting.default === undefined ? '' : `\`${setting.default}\``,
    [
      setting.doc,
      setting.readBy === undefined ? '' : `Read by ${readers[setting.readBy]}.`,
      setting.secret === undefined ? '' : 'A secret: never shown.',
    ]
      .filter((part) => part !== '')
      .join(' '),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
};

/** docs/reference/config.md, from the table. */
export const configReference = (table: Table): string =>
  [
    '# Settings',
    '',
    'Nightjar is configured by environment variables, read once at the start. A variable that begins with `NIGHTJAR_` and is',
    'not listed here is an error that names the nearest one; an empty variable counts as none. Generated from the table in',
    'packages/server/src/settings.ts: change it there and run `npm run docs`.',
    '',
    '| variable | accepts | default | meaning |',
    '|---|---|---|---|',
    ...Object.values(table).map(row),
    '',
  ].join('\n');
