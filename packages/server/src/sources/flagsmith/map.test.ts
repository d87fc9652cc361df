import { expect, test } from 'vitest';
import { readAs } from '../testing/sender.ts';
import { flagsmith } from './index.ts';
import { sender } from './testing/sender.ts';

type Body = { data: { new_state: object; previous_state: object; timestamp: string } };
const bodyOf = (name: string) =>
  structuredClone(sender.fixtures.find((it) => it.name === name)?.body) as unknown as Body;
const read = (body: unknown) => readAs(flagsmith, 'FLAG_UPDATED', body);

test('an override for an identity is another change than the flag itself, and names nobody', () => {
  const body = bodyOf('flag_updated.on');
  const all = read(body).observed[0];
  body.data.new_state = { ...body.data.new_state, identity: 7, identity_identifier: 'sam@acme.example' };
  const one = read(body).observed[0];
  expect(one?.change).not.toBe(all?.change);
  expect(JSON.stringify(one)).not.toContain('sam');
});

test('older versions write environments and projects as numbers', () => {
  const body = bodyOf('flag_updated.on');
  const old = { environment: 23, feature: { id: 2411, name: 'new_checkout', project: 12 } };
  body.data.new_state = { ...body.data.new_state, ...old };
  expect(read(body).observed[0]?.observation).toMatchObject({
    title: 'Turn on flag new_checkout',
    key: '12/23/2411//2026-03-01T02:43:26.595298Z',
    services: [],
  });
});

test('another split among values is a change', () => {
  const body = bodyOf('flag_updated.nothing');
  const split = (share: number) => ({
    multivariate_feature_state_values: [{ multivariate_feature_option: 1, percentage_allocation: share }],
  });
  body.data.previous_state = { ...body.data.previous_state, ...split(10) };
  body.data.new_state = { ...body.data.new_state, ...split(50) };
  expect(read(body).observed[0]?.observation.title).toBe(
    'Change the split of flag new_checkout in Production',
  );
});
