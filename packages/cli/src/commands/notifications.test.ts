import { json, standIn } from '@nightjar/sdk/testing/stand-in';
import { expect, test } from 'vitest';
import { place } from '../testing/nightjar.ts';

test('each place is listed with what keeps it from being told', async () => {
  const ago = new Date(Date.now() - 12 * 60_000).toISOString();
  const fine = {
    place: 'teams',
    title: 'Microsoft Teams',
    provider: 'teams',
    state: 'fine',
    code: null,
    why: null,
    since: null,
    toldAt: ago,
    told: 7,
    notTold: 0,
    notToldAt: null,
    hears: false,
  };
  const refused = {
    ...fine,
    title: 'Slack, channel C0PAGES',
    state: 'refused',
    code: 'not_in_channel',
    why: 'The app is not in the channel.',
    since: ago,
    notTold: 2,
  };
  let places: readonly object[] = [refused, fine];
  await using server = await standIn((_, response) => json(response, 200, { places }));
  await using here = await place({ NIGHTJAR_URL: server.url });
  const { out } = await here.run('notifications');
  expect(out).toMatch(/^Slack, channel C0PAGES +refused +12m +12m +7 +2 +The app is not in the channel\.$/m);
  expect(out).toMatch(/^Microsoft Teams +fine +12m +7 *$/m);
  expect(JSON.parse((await here.run('notifications', '--json')).out).places).toHaveLength(2);
  places = [];
  expect((await here.run('notifications')).err).toContain('Nobody is told anywhere');
});
