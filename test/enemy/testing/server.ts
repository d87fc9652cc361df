import { readSettings } from '@nightjar/kernel/config/settings';
import { app } from '@nightjar/server/app';
import { serve } from '@nightjar/server/main';
import { table } from '@nightjar/server/settings';

/** The server in a process of its own, all but its pages, for the tests that kill it. */
const given = Object.entries(process.env).filter(
  ([name]) =>
    name === 'DATABASE_URL' ||
    /^NIGHTJAR_(DATA|PORT|BOOTSTRAP_TOKEN|LOG_LEVEL|PUBLIC_URL|SLACK_[A-Z_]+)$/.test(name),
);
const settings = readSettings(table, Object.fromEntries(given));
const { listens } = await serve(settings, {
  // What is in the log is what the test put there: Nightjar says nothing of itself.
  app: { ...app, pages: async () => settings.data, begin: async () => {} },
  say: () => {},
});
process.stdout.write(`${listens}\n`);
