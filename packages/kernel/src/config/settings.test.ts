import { expect, test } from 'vitest';
import { bytes, list, oneOf, secrets, text, url, wholeNumber } from './parsers.ts';
import { configReference, describeSettings, withoutPassword } from './reference.ts';
import { readSettings } from './settings.ts';

const table = {
  port: { env: 'NIGHTJAR_PORT', parse: wholeNumber(0, 65535), default: '4400', doc: 'Where to listen.' },
  level: {
    env: 'NIGHTJAR_LOG_LEVEL',
    parse: oneOf('debug', 'info'),
    default: 'info',
    doc: 'How much | to say.',
  },
  limit: { env: 'NIGHTJAR_LIMIT', parse: bytes(2 ** 30), default: '25MiB', doc: 'The largest body.' },
  secrets: { env: 'NIGHTJAR_SECRETS', parse: list, default: '', doc: 'Secrets.', secret: true },
  database: {
    env: 'DATABASE_URL',
    parse: url('postgres:', 'postgresql:'),
    doc: 'The database.',
    secret: withoutPassword,
  },
  tests: { env: 'NIGHTJAR_TEST_DATABASE', parse: text, doc: 'For tests.', readBy: 'tests' },
} as const;

test('a setting that is not given has its default, read like any other', () => {
  const settings = readSettings(table, { NIGHTJAR_PORT: '', PATH: '/bin' });
  expect(settings.port).toBe(4400);
  expect(settings.limit).toBe(25 * 2 ** 20);
  expect(settings.database).toBeUndefined();
});

test('everything that is wrong is said at once, and a secret is not repeated', () => {
  const read = () =>
    readSettings(table, {
      NIGHTJAR_PORT: '70000',
      DATABASE_URL: 'mysql://me:hush@h/d',
      NIGHTJAR_LOG_LEVEL: 'loud',
    });
  expect(read).toThrow(
    [
      'NIGHTJAR_PORT must be a whole number from 0 to 65535, and is "70000".',
      'NIGHTJAR_LOG_LEVEL must be debug or info, and is "loud".',
      'DATABASE_URL must be an address that begins with postgres:// or postgresql://.',
    ].join('\n'),
  );
});

test('a variable that nobody knows is an error that names the nearest one', () => {
  expect(() => readSettings(table, { NIGHTJAR_PROT: '1' })).toThrow(
    'NIGHTJAR_PROT is not a setting; the nearest is NIGHTJAR_PORT.',
  );
  expect(readSettings(table, { NIGHTJAR_TEST_DATABASE: 'x' }).tests).toBe('x');
});

test('a comma belongs to a secret, a space ends it, and a piece too short for one is refused unseen', () => {
  const read = (given: string) =>
    readSettings({ hook: { ...table.secrets, parse: secrets } }, { NIGHTJAR_SECRETS: given }).hook;
  expect(read('moth,wing,42')).toEqual(['moth,wing,42']);
  expect(read(' moth,wing,42  the-next-one\n')).toEqual(['moth,wing,42', 'the-next-one']);
  expect(read('')).toEqual([]);
  expect(() => read('moth-wing-42 short')).toThrow(
    /^NIGHTJAR_SECRETS must be one or more secrets of at least 8 characters, separated by spaces, with none inside of them\.$/,
  );
});

test('what is printed of the settings shows no secret', () => {
  const lines = describeSettings(table, {
    NIGHTJAR_SECRETS: 'hush,hush2',
    DATABASE_URL: 'postgres://me:hush@db.example:5433/nightjar?password=hush',
  });
  expect(lines).toEqual([
    'NIGHTJAR_PORT=4400',
    'NIGHTJAR_LOG_LEVEL=info',
    'NIGHTJAR_LIMIT=25MiB',
    'NIGHTJAR_SECRETS=•••',
    'DATABASE_URL=postgres://me@db.example:5433/nightjar',
  ]);
});

test('the reference lists every setting, a bar within a cell included', () => {
  const page = configReference(table);
  expect(page).toContain('| `NIGHTJAR_LOG_LEVEL` | debug or info | `info` | How much \\| to say. |');
  for (const { env } of Object.values(table)) expect(page).toContain(`\`${env}\``);
});
