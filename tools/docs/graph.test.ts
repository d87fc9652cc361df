import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { answersSource } from './answers.ts';
import { graphReference, wholeGraph } from './graph.ts';

const root = new URL('../../', import.meta.url);

test('the schema in the reference and the answers that the SDK knows are those of the graph', async () => {
  const graph = wholeGraph();
  // Stale? `npm run docs` writes them.
  expect(await readFile(new URL('docs/reference/schema.graphql', root), 'utf8')).toBe(graphReference(graph));
  expect(await readFile(new URL('packages/sdk/src/answers.ts', root), 'utf8')).toBe(
    await answersSource(graph),
  );
});
