import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

test('a document is asked with its variables, and what is refused is told with what to do', async () => {
  await using server = await standIn(({ body }, response) => {
    if (!body.includes('bad')) return json(response, 200, { data: { entity: { name: 'pri\u009bcing' } } });
    const extensions = { code: 'graphql.syntax', status: 400, next: 'Mend it at the place given.' };
    json(response, 200, { errors: [{ message: 'Syntax Error (line 1, column 3)', extensions }] });
  });
  await using here = await place({ NIGHTJAR_URL: server.url });
  const file = join(here.folder, 'owners.graphql');
  await writeFile(file, 'query A($ref: String!, $first: Int) { entity(ref: $ref) { name } }');
  const asked = await here.run('query', file, '--var', 'ref=pricing', '--var', 'first=20');
  expect(asked).toMatchObject({ code: 0, out: '{\n  "entity": {\n    "name": "pri cing"\n  }\n}\n' });
  expect(JSON.parse(server.heard[0]?.body ?? '')).toMatchObject({ variables: { ref: 'pricing', first: 20 } });
  const piped = await here.start(['query', '-', '--json'], { input: '{ position }' }).said;
  expect([piped.code, JSON.parse(piped.out).entity.name]).toEqual([0, 'pri\u009bcing']);
  const bad = await here.start(['query', '-'], { input: '{ bad' }).said;
  expect(bad).toMatchObject({ code: 3, err: expect.stringContaining('Mend it at the place given.') });
  expect(await here.run('query', join(here.folder, 'none'))).toMatchObject({ code: 2 });
  expect(await here.run('query', file, '--var', 'ref')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Write it like --var ref=pricing.'),
  });
});
