import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbedded } from '@nightjar/kernel/embedded/embedded';
import type { Bench } from './bench.ts';
import { judge, table } from './report.ts';

const benches: Readonly<Record<string, () => Promise<{ bench: Bench }>>> = {
  log: () => import('./log.ts'),
  ingest: () => import('./ingest.ts'),
  feed: () => import('./feed.ts'),
  live: () => import('./live.ts'),
  rebuild: () => import('./rebuild.ts'),
  tasks: () => import('./tasks.ts'),
  catalog: () => import('./catalog.ts'),
  otlp: () => import('./otlp.ts'),
  graph: () => import('./graph.ts'),
  graphql: () => import('./graphql.ts'),
  sources: () => import('./sources.ts'),
  noise: () => import('./noise.ts'),
  web: () => import('./web.ts'),
  diagnose: () => import('./diagnose.ts'),
};

const usage = `npm run bench -- NAME [--quick | --size N] [--url postgres://…]

  NAME     ${Object.keys(benches).join(', ')}
  --quick  a small size, to see that it runs; its figures say little
  --size   another size than the full one; what it counts is printed
  --url    a PostgreSQL on which databases may be made, instead of an embedded one in the temp folder

A table for people, and as the last line one JSON object: {name, size, figures, targets, met}.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    size: { type: 'string' },
    url: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const [name = ''] = positionals;
const load = benches[name];
if (values.help || load === undefined) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

const say = (line: string): void => console.log(line);
const { bench } = await load();
const size = values.size === undefined ? bench.sizes[values.quick ? 'quick' : 'full'] : Number(values.size);
if (!Number.isSafeInteger(size) || size < 1) {
  console.log(`--size takes a whole number from 1, not ${values.size}.`);
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'nightjar-bench-'));
const embedded = values.url === undefined ? await startEmbedded({ data: folder }) : null;
try {
  say(`${bench.name}: ${bench.what}`);
  say(
    `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${embedded ? 'embedded PostgreSQL' : 'PostgreSQL by --url'}, size ${size}`,
  );
  const url = values.url ?? embedded?.url ?? '';
  const figures = await bench.run({ url, size, say });
  const judged = judge(figures, bench.targets);
  say(table(judged));
  const met = judged.every((line) => line.met !== false);
  say(JSON.stringify({ name: bench.name, size, figures, targets: bench.targets, met }));
} finally {
  await embedded?.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);
