import { open } from '../feed/load.ts';
import { load } from './load.ts';

// One process of several that fill the feed's read model: `node loader.ts URL SIZE SERVICES PART PARTS`.
const [url = '', size = '', services = '', part = '', parts = ''] = process.argv.slice(2);
const database = open(url);
await load(
  database,
  { size: Number(size), services: Number(services), part: Number(part), parts: Number(parts) },
  (loaded) => process.send?.({ loaded }),
);
await database.close();
process.disconnect?.();
