import { glob, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configReference } from '@nightjar/kernel/config/reference';
import { readSettings } from '@nightjar/kernel/config/settings';
import { openDatabase } from '@nightjar/kernel/database/database';
import { migrate } from '@nightjar/kernel/database/migrate';
import { startEmbedded } from '@nightjar/kernel/embedded/embedded';
import { describeHouse } from '@nightjar/server/describe';
import { table } from '@nightjar/server/settings';
import { answersSource } from './answers.ts';
import { eventsReference } from './events.ts';
import { graphReference, wholeGraph } from './graph.ts';
import { refusalsReference } from './refusals.ts';
import { schemaReference } from './schema.ts';

// `npm run docs` writes docs/reference, and what the SDK knows of the graph; `npm run docs -- --check` writes nothing and fails where it would.
const root = new URL('../../', import.meta.url);
const check = process.argv.includes('--check');

const generate = async (): Promise<Record<string, string>> => {
  const data = await mkdtemp(join(tmpdir(), 'nightjar-docs-'));
  const embedded = await startEmbedded({ data });
  try {
    await migrate(embedded.url);
    const database = openDatabase(embedded.url);
    const events: string[] = [];
    for await (const path of glob('packages/server/src/**/events.ts', { cwd: fileURLToPath(root) }))
      events.push(path);
    const graph = wholeGraph();
    const files = {
      'events.md': await eventsReference(root, events.sort()),
      'refusals.md': refusalsReference(),
      'config.md': configReference(table),
      'openapi.json': `${JSON.stringify(await describeHouse(readSettings(table, { NIGHTJAR_DATA: data }), embedded.url), null, 2)}\n`,
      'schema.sql': await schemaReference(database),
      'schema.graphql': graphReference(graph),
      '../../packages/sdk/src/answers.ts': await answersSource(graph),
    };
    await database.close();
    return files;
  } finally {
    await embedded.stop();
    await rm(data, { recursive: true, force: true });
  }
};

const stale: string[] = [];
for (const [name, text] of Object.entries(await generate())) {
  const file = new URL(`docs/reference/${name}`, root);
  const standing = await readFile(file, 'utf8').catch(() => null);
  if (standing === text) continue;
  stale.push(name);
  if (!check) await writeFile(file, text);
}
if (stale.length === 0) console.log('docs/reference is up to date');
else if (check)
  console.error(`Stale in docs/reference: ${stale.join(', ')}. Run \`npm run docs\` and commit the result.`);
else console.log(`Written: ${stale.join(', ')}`);
process.exit(check && stale.length > 0 ? 1 : 0);
