import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

const listed = [
  { place: 'slack C0PAGES', provider: 'slack', tells: true },
  { place: 'slack C0GONE', provider: 'slack', tells: true },
  { place: 'slack socket', provider: 'slack', tells: false },
  { place: 'teams', provider: 'teams', tells: true },
  { place: 'pagerduty', provider: 'pagerduty', tells: true },
];

const says = 'Slack knows no such channel, or the app cannot see it: invite it with /invite @Nightjar.';

/** A server whose Slack does not know one of its channels, and whose PagerDuty does not answer. */
const scene = () =>
  standIn(({ method, body }, response) => {
    if (method === 'GET') return json(response, 200, { places: listed });
    const { place: it } = JSON.parse(body) as { place: string };
    const about = { place: it, title: it };
    if (it === 'slack C0GONE')
      return json(response, 200, { ...about, outcome: 'refused', code: 'channel_not_found', says });
    if (it === 'pagerduty')
      return json(response, 200, { ...about, outcome: 'unreachable', code: 'unreachable', says: 'No.' });
    json(response, 200, { ...about, outcome: 'ok', code: 'ok', says: 'It stands there.' });
  });

test('each place that is meant is tested, and the exit code says whether it was refused', async () => {
  await using server = await scene();
  await using here = await place({ NIGHTJAR_URL: server.url });
  const tested = () => {
    const bodies = server.heard.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body));
    server.heard.length = 0;
    return bodies;
  };
  const all = await here.run('notifications', 'test');
  expect(all).toMatchObject({ code: 3 });
  expect(all.out).toMatch(/^slack C0PAGES +ok +It stands there\.$/m);
  expect(all.out).toMatch(
    /^slack C0GONE +channel_not_found +Slack knows no such channel.*\/invite @Nightjar\.$/m,
  );
  expect(tested().map(({ place: it }) => it)).toEqual([
    'slack C0PAGES',
    'slack C0GONE',
    'teams',
    'pagerduty',
  ]);

  expect(await here.run('notifications', 'test', 'c0pages')).toMatchObject({ code: 0 });
  expect(await here.run('notifications', 'test', 'slack')).toMatchObject({ code: 3 });
  expect(tested()).toHaveLength(3);
  const noted = await here.run('notifications', 'test', 'pagerduty', '--incident', 'Q0V1PGR0VU2', '--json');
  expect(noted.code).toBe(4);
  expect(JSON.parse(noted.out).tests).toMatchObject([{ outcome: 'unreachable' }]);
  expect(tested()).toEqual([{ place: 'pagerduty', incident: 'Q0V1PGR0VU2' }]);
}, 90_000);

test('what is no place is told before anything is sent', async () => {
  await using server = await scene();
  await using here = await place({ NIGHTJAR_URL: server.url });
  const { code, err } = await here.run('notifications', 'test', 'C0OTHER');
  expect(code).toBe(2);
  expect(err).toContain('there are slack C0PAGES, slack C0GONE, teams, pagerduty.');
  expect(server.heard.map(({ method }) => method)).toEqual(['GET']);
}, 90_000);
