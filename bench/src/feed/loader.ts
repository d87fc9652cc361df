import { load, open } from './load.ts';

// A process of its own: what loading leaves on the heap is not the memory of a server that answers pages.
const [url = '', size = '0'] = process.argv.slice(2);
const database = open(url);
const loaded = await load(database, Number(size), (line) => process.send?.({ line }));
await database.close();
process.send?.({ loaded });
process.disconnect();
