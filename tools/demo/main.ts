import { parseArgs } from 'node:util';
import { connect } from '@nightjar/sdk/connect';
import { target } from '../../packages/cli/src/connection.ts';
import { readEnvironment } from '../../packages/cli/src/environment.ts';
import { withRunning } from '../../packages/cli/src/offline/running.ts';
import { services } from './cast.ts';
import { company } from './company.ts';
import { landscape } from './landscape.ts';
import { measuredNight } from './measured.ts';

// `npm run demo`: fills a running Nightjar with a believable company, so that there is something to look at.
const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    token: { type: 'string' },
    changes: { type: 'string', default: '2000' },
    help: { type: 'boolean', default: false },
  },
});
// As every command does: the server that is named, else the one that runs on the data folder, else where it would.
const { url, token = '' } = target(await withRunning(readEnvironment(process.cwd())), {
  ...(values.url !== undefined && { url: values.url }),
  ...(values.token !== undefined && { token: values.token }),
});
if (values.help) {
  console.log(`npm run demo -- [--url ${url}] [--token njt_…] [--changes 2000]

Loads a catalog of ${services.length} services and data stores, two weeks of changes, one bad night and what was measured of it into a
running Nightjar. Running it again adds the night anew;
changes that are there already stay as they are.`);
  process.exit(0);
}
if (token === '') {
  console.error(
    'No token: start Nightjar in this folder first (npm start), or give --token with the right to ingest.',
  );
  process.exit(2);
}
const nightjar = connect({ url, token });
const until = new Date();
const reports = company(until, Number(values.changes));
const batch = 500;
try {
  for (const said of landscape(until)) await nightjar.catalog.describe(said);
  for (let at = 0; at < reports.length; at += batch) {
    await nightjar.changes.send(reports.slice(at, at + batch));
    process.stdout.write(`\r${Math.min(at + batch, reports.length)} of ${reports.length} reports sent`);
  }
  await nightjar.signals.send(measuredNight(reports, until));
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
console.log(
  `\nOpen ${url} and look at the last hour: something broke checkout. Who owns it: ${url}/catalog/service/checkout
What did it: npm run nightjar -- diagnose checkout --env prod`,
);
