import { expect, test } from 'vitest';
import { intakeHouse, secret } from './intake-house.ts';
import { readAs, receivedAt, type Sender } from './sender.ts';

const given = (headers: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter((it): it is [string, string] => it[1] !== undefined));

/** What holds at the front door, over real HTTP and a real log. */
export const doorContract = ({ source, sign, sealed, fixtures }: Sender): void => {
  const expected = source.answer?.({ delivery: 'd', position: 1, value: fixtures[0]?.body }).status ?? 202;

  const house = async () => {
    const it = await intakeHouse({ source });
    const post = (bytes: Buffer, headers: Readonly<Record<string, string | undefined>>) =>
      it.door.http.inject({
        method: 'POST',
        url: `/hooks/${source.name}`,
        headers: given({ 'content-type': 'application/json', ...headers }),
        payload: bytes,
      });
    const send = (body: unknown, headers: Readonly<Record<string, string | undefined>> = {}) => {
      const bytes = Buffer.from(JSON.stringify(sealed?.(body, secret) ?? body));
      return post(bytes, { ...headers, ...sign(bytes, secret, receivedAt) });
    };
    return { it, post, send };
  };

  test('every fixture is taken, and taken once however often it is delivered', async () => {
    const { it, send } = await house();
    await using _ = it;
    for (const { name, headers, body } of fixtures) {
      expect([name, (await send(body, headers)).statusCode]).toEqual([name, expected]);
    }
    const facts = (await it.facts()).length;
    expect(facts).toBeGreaterThan(0);
    for (const { headers, body } of [...fixtures].reverse()) {
      expect((await send(body, headers)).statusCode).toBe(expected);
    }
    expect(await it.facts()).toHaveLength(facts);
    expect(it.door.logged()).not.toContain(secret);
  });

  test('a body cut short, in another charset or of another shape is refused or kept, and never an error of ours', async () => {
    const { it, post, send } = await house();
    await using _ = it;
    const [first] = fixtures;
    const whole = Buffer.from(JSON.stringify(sealed?.(first?.body ?? {}, secret) ?? first?.body ?? {}));
    const cut = whole.subarray(0, -2);
    const refused = await post(cut, { ...first?.headers, ...sign(cut, secret, receivedAt) });
    expect([400, 401]).toContain(refused.statusCode);
    const wide = { ...first?.headers, 'content-type': 'application/json; charset=utf-16' };
    expect([401, 415]).toContain(
      (await post(whole, { ...wide, ...sign(whole, secret, receivedAt) })).statusCode,
    );
    expect(await it.facts()).toEqual([]);
    for (const body of [{}, [], 'text', 7, null]) {
      const { statusCode } = await send(body, first?.headers ?? {});
      expect([200, 202, 400, 401, 409, expected]).toContain(statusCode);
    }
    expect(readAs(source, 'an event that does not exist yet', {}).nothing).toMatch(/ignored|unread/);
  });
};
