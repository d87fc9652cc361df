import { readSettings } from '@nightjar/kernel/config/settings';
import { serve } from '@nightjar/server/main';
import { table } from '@nightjar/server/settings';

/** The server in a process of its own, with its pages. */
const fromOutside = Object.entries(process.env).filter(
  ([name]) => name === 'DATABASE_URL' || name.startsWith('NIGHTJAR_'),
);
const settings = readSettings(table, Object.fromEntries(fromOutside));
const { address } = await serve(settings, { say: () => {} });
process.stdout.write(`${address}\n`);
