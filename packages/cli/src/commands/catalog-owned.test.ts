import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import type { EntityList } from '@nightjar/sdk/wire';
import { expect, test } from 'vitest';
import { card, end, list, payments } from '../testing/catalog.ts';
import { place } from '../testing/nightjar.ts';

const team = {
  ...card,
  ...payments,
  kind: 'team',
  owners: [],
  contested: false,
  tier: null,
  language: null,
  lifecycle: null,
  type: null,
  description: null,
  links: [],
  aliases: [],
  others: [],
  relations: [],
  relationsCut: false,
  versions: [],
  sources: [],
  moments: [],
  repository: null,
  deployment: null,
  runtime: null,
  ...end,
};

/** A server that knows one team; null where its list is broken. */
const serverOf = (name: string, owned: EntityList | null) =>
  standIn(({ path }, response) => {
    if (path.endsWith('/who')) return json(response, 200, { answer: 'payments is a team.', contacts: [] });
    if (!path.endsWith('/entities')) return json(response, 200, { ...team, name });
    if (owned === null) return json(response, 500, { code: 'bug', detail: 'Broken.' });
    json(response, 200, owned);
  });

test('the page of a team ends with what it owns, the most critical first', async () => {
  const cards = [
    { ...card, name: 'invoices', tier: null, description: null },
    { ...card, name: 'ledger', kind: 'system', tier: 2, description: 'The books' },
    card,
  ];
  await using server = await serverOf('payments', list(cards));
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('service', 'team:payments', '--at', '2026-03-01T02:51Z');
  expect(said.out).toMatch(
    /\nOwns \(3\)\n {2}pricing {2}tier 0 {2}Computes what a basket costs\n {2}system:ledger {2}tier 2 {2}The books\n {2}invoices\n$/,
  );
  const asked = server.heard.find(({ path }) => path.endsWith('/entities'))?.query;
  expect([asked?.get('q'), asked?.get('at')]).toEqual(['owner:payments', '2026-03-01T02:51:00.000Z']);
}, 60_000);

test('the line that shows the rest can be pasted, whatever the team is called', async () => {
  await using server = await serverOf("x\u001b]0;owned\u0007 it's $(touch ran) `id`", list([card], 'c1'));
  await using here = await place({ NIGHTJAR_URL: server.url });
  const { err } = await here.run('service', 'team:x');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  const pasted = /^The rest: nightjar (.*)$/m.exec(err)?.[1];
  const { stdout } = await promisify(execFile)('sh', ['-c', `printf '%s\\n' ${pasted}`], {
    cwd: here.folder,
  });
  expect(stdout).toBe('services\nkind:*\nowner:"x it\'s $(touch ran) `id`"\n');
}, 60_000);

test('a team is shown although what it owns cannot be looked up', async () => {
  await using server = await serverOf('payments', null);
  await using here = await place({ NIGHTJAR_URL: server.url });
  const said = await here.run('service', 'team:payments');
  expect(said).toMatchObject({ code: 0, out: expect.stringContaining('payments is a team.') });
  expect(said.out).not.toContain('Owns');
  expect(said.err).toBe(
    "What it owns could not be looked up. To try again: nightjar services 'kind:*' owner:payments\n",
  );
}, 60_000);
