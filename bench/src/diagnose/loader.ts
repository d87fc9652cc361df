import { load, open } from '../feed/load.ts';
import { generated } from './generated.ts';

// One process of several that fill the feed's read model: `node loader.ts URL SIZE SERVICES PART PARTS`.
const [url = '', ...numbers] = process.argv.slice(2);
const [size = 0, services = 1, part = 0, parts = 1] = numbers.map(Number);
const database = open(url);
await load(
  database,
  size,
  { part, parts },
  (loaded) => process.send?.({ loaded }),
  generated(size, services, 7 + part),
);
await database.close();
process.disconnect?.();
