import { readSettings } from '@nightjar/kernel/config/settings';
import { app } from '@nightjar/server/app';
import { serve } from '@nightjar/server/main';
import { table } from '@nightjar/server/settings';
import { senderSecret } from './senders.ts';

/** The server in a process of its own, all but its pages, for senders that hold a secret of ours. */
const fromOutside = Object.entries(process.env).filter(
  ([name]) => name === 'DATABASE_URL' || /^NIGHTJAR_(DATA|PORT|BOOTSTRAP_TOKEN|LOG_LEVEL)$/.test(name),
);
const settings = readSettings(table, Object.fromEntries(fromOutside));
const { address } = await serve(settings, {
  app: {
    ...app,
    pages: async () => settings.data,
    begin: async () => {},
    desk: async (kernel, given) => ({ ...(await app.desk(kernel, given)), secrets: () => [senderSecret] }),
  },
  say: () => {},
});
process.stdout.write(`${address}\n`);
