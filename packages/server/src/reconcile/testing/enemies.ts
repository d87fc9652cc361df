import { expect, test } from 'vitest';
import { boundedFetch } from '../../discovery/bounded-fetch.ts';
import type { Reader } from '../../sources/source.ts';
import type { Reconciler } from '../reconciler.ts';
import { reconcileHouse, sentinel } from './house.ts';
import { instead, type Mischief, type VendorServer } from './vendor-server.ts';

export const fetchShortly = boundedFetch({ timeoutMs: 1500, mostBytes: 200_000 });

type Case = {
  readonly server: () => Promise<VendorServer>;
  readonly reconciler: (server: VendorServer, token: string) => Reconciler;
  readonly reader: Reader;
  /** What a limit looks like there: headers beside the 429. */
  readonly limit: Readonly<Record<string, string>>;
};

/** What holds of every vendor that is slow, gone or lying. */
export const enemies = ({ server: open, reconciler, reader, limit }: Case): void => {
  const opened = async (token = sentinel) => {
    const server = await open();
    const it = await reconcileHouse(reconciler(server, token), { reader });
    return {
      server,
      it,
      [Symbol.asyncDispose]: async () => {
        await it[Symbol.asyncDispose]();
        await server[Symbol.asyncDispose]();
      },
    };
  };

  test.each<[string, Mischief]>([
    ['silence', () => () => {}],
    ['a cut connection', () => (response) => void response.destroy()],
    ['no JSON', instead(200, '<html>Sign in</html>')],
    ['half of a JSON', instead(200, '{"items": [{"_id": "a", ')],
    ['another shape', instead(200, '{"items": 7, "log_entries": "x"}')],
    ['a text', instead(200, '"x"')],
    ['trouble of its own', instead(503, '{}')],
    ['more than it may', instead(200, `[${'"aaaaaaaaaa",'.repeat(40_000)}"a"]`)],
    ['a redirect', instead(302, '', { location: 'http://127.0.0.1:1/' })],
  ])(
    '%s is a state, and changes nothing',
    async (_, trick) => {
      await using house = await opened();
      house.server.mischief(trick);
      await house.it.look();
      expect(await house.it.state()).toMatchObject({ state: 'unreachable', why: expect.any(String) });
      expect(await house.it.facts()).toEqual([]);
      expect(house.it.logged()).not.toContain(sentinel);
    },
    20_000,
  );

  test('a token that is not accepted is refused, and no storm follows', async () => {
    await using house = await opened('another-token-altogether');
    await house.it.look();
    expect(await house.it.state()).toMatchObject({ state: 'refused' });
    const asked = house.server.asked.length;
    expect(asked).toBeLessThanOrEqual(2);
    for (let n = 0; n < 14; n += 1) {
      house.it.pass(1);
      await house.it.look();
    }
    expect(house.server.asked).toHaveLength(asked);
  });

  test('a storm of 429 is asked once, and not again before its time', async () => {
    await using house = await opened();
    house.server.mischief(instead(429, '{}', limit));
    await house.it.look();
    const { state, nextAt } = (await house.it.state()) ?? {};
    const now = house.it.kernel.clock.now().getTime();
    expect(state).toBe('behind');
    expect(Date.parse(nextAt ?? '') - now).toBeGreaterThan(500_000);
    expect(house.server.asked).toHaveLength(1);
    house.it.pass(5);
    await house.it.look();
    expect(house.server.asked).toHaveLength(1);
  });

  test('what is broken in a part is passed over, and the rest is recorded', async () => {
    await using house = await opened();
    await house.it.look();
    expect(await house.it.state()).toMatchObject({ state: 'fine', why: null });
    expect((await house.it.told()).length).toBeGreaterThan(0);
  });
};
