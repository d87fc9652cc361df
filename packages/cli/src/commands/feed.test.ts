import { aChange, json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

const page = { next: null, position: 3, stale: false, follow: '1-3' };
const bundled = {
  count: 40,
  failed: 1,
  services: 1,
  environments: 2,
  clusters: 40,
  first: '2026-03-01T02:10:00.000Z',
  last: '2026-03-01T02:46:10.000Z',
  title: 'Deploy pricing v812',
  query: 'bundle:bdl_1 -priority:low',
};
const line = aChange({ title: 'Deploy pricing v812 to eu-1', bundle: 'bdl_1', bundled });

test('the feed is told in short unless all is asked for, and says what it hides', async () => {
  await using server = await standIn((heard, response) =>
    json(
      response,
      200,
      heard.query.get('view') === 'quiet'
        ? { ...page, changes: [line], hidden: 12 }
        : { ...page, changes: [aChange()] },
    ),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  const short = await here.run('feed', 'env:prod');
  expect(short.out).toContain('· 40 clusters, 1 failed');
  expect(short.err).toContain('12 quiet ones hidden');
  const all = await here.run('feed', '--all');
  expect([all.out.includes('clusters'), all.err]).toEqual([false, '']);
  expect(server.heard.map(({ query }) => [query.get('view'), query.get('q')])).toEqual([
    ['quiet', 'env:prod'],
    ['all', null],
  ]);
});

test('as it happens, a bundle is told once, and again for each of it that fails', async () => {
  const heard = (id: string, rest: object) => aChange({ id, bundle: 'bdl_2', bundled: null, ...rest });
  const told = [
    heard('c1', { title: 'Sync pricing-eu-1' }),
    heard('c2', { title: 'Sync pricing-eu-2' }),
    heard('c3', { title: 'Sync pricing-eu-3', status: 'failed' }),
    heard('c4', { title: 'Deploy checkout', bundle: null }),
  ];
  await using server = await standIn(({ path }, response) => {
    if (!path.endsWith('/stream')) return json(response, 200, { ...page, changes: [line], hidden: 0 });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    told.forEach((change, n) => {
      response.write(`id: 1-${n + 4}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`);
    });
  });
  await using here = await place({ NIGHTJAR_URL: server.url });
  const { child, said } = here.start(['feed', '--follow', '--json']);
  let out = '';
  await new Promise<void>((resolve) => {
    child.stdout?.on('data', (text) => {
      out += text;
      if (out.includes('"c4"')) resolve();
    });
  });
  child.kill();
  await said;
  expect(['c1', 'c2', 'c3', 'c4'].map((id) => out.includes(`"${id}"`))).toEqual([true, false, true, true]);
});

test('the noise report names the loudest sender, and the rule that would quieten it', async () => {
  const rule = { words: 'Leave out what robots report as scale.', filter: '-(source:kubernetes actor:bot)' };
  const loud = { source: 'kubernetes', changes: 1684, lines: 75, low: 26, bundles: 70, byRobots: 1, rule };
  const repeated = [{ title: 'replicas # → #', times: 168, of: 200 }];
  await using server = await standIn((_, response) =>
    json(response, 200, { since: '2026-03-01T00:00:00.000Z', sources: [{ ...loud, repeated }] }),
  );
  await using here = await place({ NIGHTJAR_URL: server.url });
  const { out } = await here.run('noise', 'kubernetes', '--days', '30');
  expect(out).toMatch(/kubernetes\s+1,684\s+75\s+26\s+100 %/);
  expect(out).toContain("feed -q '-(source:kubernetes actor:bot)'");
  expect(server.heard[0]?.query.toString()).toBe('days=30&source=kubernetes');
  expect((await here.run('noise', '--days', 'many')).code).toBe(2);
});
