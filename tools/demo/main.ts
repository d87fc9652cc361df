import { parseArgs } from 'node:util';
import { connect } from '@nightjar/sdk/connect';
import { target } from '../../packages/cli/src/connection.ts';
import { readEnvironment } from '../../packages/cli/src/environment.ts';
import { withRunning } from '../../packages/cli/src/offline/running.ts';
import { isLoaded, makePager, page } from './alerts.ts';
import { services } from './cast.ts';
import { company } from './company.ts';
import { landscape } from './landscape.ts';
import { measuredNight, sendMeasured } from './measured.ts';

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

Loads a catalog of ${services.length} services and data stores, two weeks of changes, one bad night, what was measured of it and
the alert that pages somebody into a running Nightjar. It sets up a sender of its own for that, so the token needs the right admin.
Where it is loaded already, it says so and writes nothing.`);
  process.exit(0);
}
if (token === '') {
  console.error(
    'No token: start Nightjar in this folder first (npm start), or give --token with the right admin.',
  );
  process.exit(2);
}
const nightjar = connect({ url, token });
const until = new Date();
const reports = company(until, Number(values.changes));
const batch = 500;
let fires: string;
try {
  // Told again with a later `until`, what has begun would end later, and nothing could be believed.
  if (await isLoaded(nightjar)) {
    console.log(`The demo has been loaded into ${url} before; nothing was written now. What fires: ${url}/alerts
To load it anew, stop Nightjar, start it on another data folder (and another database, if you set DATABASE_URL), and load it there:
NIGHTJAR_DATA=/tmp/nightjar-demo npm start, and in the second terminal NIGHTJAR_DATA=/tmp/nightjar-demo npm run demo`);
    process.exit(0);
  }
  await makePager(nightjar);
  for (const said of landscape(until, reports)) await nightjar.catalog.describe(said);
  for (let at = 0; at < reports.length; at += batch) {
    await nightjar.changes.send(reports.slice(at, at + batch));
    process.stdout.write(`\r${Math.min(at + batch, reports.length)} of ${reports.length} reports sent`);
  }
  await sendMeasured(nightjar, measuredNight(reports, until));
  fires = await page(nightjar, url, until);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
console.log(
  `\ncheckout fails, and somebody is paged: ${url}/alerts/${encodeURIComponent(fires)}
What did it: npm run -s nightjar -- diagnose checkout --env prod
Who owns it: ${url}/catalog/service/checkout
What changed in the last hour: ${url}`,
);
