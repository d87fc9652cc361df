import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { testDoor } from '../testing/door.ts';
import type { Http } from './http.ts';

const routes = (http: Http): void => {
  const config = { right: 'read', keep: true } as const;
  http.get('/kept', { config }, async () => ({ a: 1 }));
  http.get('/cookie', { config }, async (_, reply) => reply.header('set-cookie', 'a=b').send({ a: 1 }));
  http.get('/gone', { config }, async () => {
    throw new Refusal('x.gone', { kind: 'missing', says: 'Gone.', next: 'Look elsewhere.' });
  });
  http.get('/secret', { config: { right: 'read' } }, async () => ({ a: 1 }));
};
const mark = 'nightjar-kept-for';

const ask = async (url: string, headers: Record<string, string> = {}) => {
  await using door = await testDoor(
    {
      authenticate: ({ headers: { authorization = '' } }) => ({
        org: 1,
        subject: `person:${authorization}`,
        rights: new Set(['read']),
      }),
    },
    routes,
  );
  return (await door.http.inject({ url, headers: { authorization: 'ana', ...headers } })).headers;
};
const keeping = { 'nightjar-keep': '1' };

test('an answer may be kept where its route says so and somebody asks to keep it', async () => {
  const headers = await ask('/kept', keeping);
  expect(headers['cache-control']).toBe('private, no-cache');
  expect(headers[mark]).toMatch(/^[\w-]{22}$/);
  expect(headers[mark]).not.toContain('ana');
});

test('answers to different people carry different marks, to one person always the same', async () => {
  const of = async (who: string) => (await ask('/kept', { ...keeping, authorization: who }))[mark];
  const [ana, again, ben] = [await of('ana'), await of('ana'), await of('ben')];
  expect(again).toBe(ana);
  expect(ben).not.toBe(ana);
});

test.each([
  ['one that nobody asks to keep', '/kept', {}],
  ['one that sets a cookie', '/cookie', keeping],
  ['a refusal', '/gone', keeping],
  ['one of a route that says nothing', '/secret', keeping],
  ['an address that there is not', '/nowhere', keeping],
])('%s is kept by nobody', async (_, url, asked) => {
  const headers = await ask(url, asked);
  expect([headers['cache-control'], headers[mark]]).toEqual(['no-store', undefined]);
});
