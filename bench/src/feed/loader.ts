import { load, open } from './load.ts';

// A process of its own: one of several that share the changes out by batches.
const [url = '', size = '0', part = '0', parts = '1'] = process.argv.slice(2);
const database = open(url);
await load(database, Number(size), { part: Number(part), parts: Number(parts) }, (loaded) =>
  process.send?.({ loaded }),
);
await database.close();
process.disconnect();
