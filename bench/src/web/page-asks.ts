import type { Browser } from 'playwright-core';
import { Pool } from 'undici';
import { milliseconds } from '../measure.ts';
import type { ServerUnderTest } from '../server/start.ts';
import { visitor } from './visitor.ts';

type Server = Pick<ServerUnderTest, 'address' | 'token'>;

/** A question that a page asks of the server. */
export type PageAsk = {
  readonly method: string;
  /** Path and query, as it was sent. */
  readonly path: string;
  readonly body: string | null;
};

/** What every page asks whatever it shows: who is signed in, and to be told of what happens from now on. */
const ofEveryPage = /^\/api\/v1\/(session|changes\/stream)/;

/** What a page has asked of the server by the time it rests, opened by who has nothing of it yet. */
export const asksOf = async (
  browser: Browser,
  server: Server,
  { path, shows }: { readonly path: string; readonly shows: string },
): Promise<readonly PageAsk[]> => {
  const context = await visitor(browser, server);
  try {
    const page = await context.newPage();
    // A server that still digests what it was told may be slow; how slow, others measure.
    page.setDefaultTimeout(120_000);
    const asks: PageAsk[] = [];
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      const isData = pathname.startsWith('/api/') || pathname === '/graphql';
      if (isData && !ofEveryPage.test(pathname))
        asks.push({ method: request.method(), path: pathname + search, body: request.postData() });
    });
    await page.goto(path);
    await page.locator(shows).first().waitFor();
    await page.waitForLoadState('load');
    await page.waitForTimeout(2_000);
    return asks;
  } finally {
    await context.close();
  }
};

/** The same questions about another thing: its name in the place of the name. */
export const aboutAnother = (ask: PageAsk, name: string, other: string): PageAsk => ({
  ...ask,
  path: ask.path.replaceAll(name, other),
  body: ask.body?.replaceAll(name, other) ?? null,
});

/** Asks of the server, many times over one set of connections. */
export const asking = ({ address, token }: Server) => {
  const pool = new Pool(address, { connections: 8 });
  const one = async ({ method, path, body }: PageAsk): Promise<void> => {
    const answer = await pool.request({
      method: method as 'GET',
      path,
      body,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === null ? {} : { 'content-type': 'application/json' }),
      },
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} to ${path}: ${text.slice(0, 300)}`);
  };
  return {
    /** Until all that a page asks at once is answered. */
    msOf: (asks: readonly PageAsk[]): Promise<number> => milliseconds(() => Promise.all(asks.map(one))),
    [Symbol.asyncDispose]: () => pool.close(),
  };
};
