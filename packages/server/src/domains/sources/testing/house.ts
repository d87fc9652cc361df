import { createHmac, randomBytes } from 'node:crypto';
import type { Right } from '@nightjar/kernel/caller';
import { nightjarItself } from '@nightjar/kernel/caller';
import { type Clock, systemClock } from '@nightjar/kernel/clock';
import type { Database } from '@nightjar/kernel/database/database';
import type { HttpOptions } from '@nightjar/kernel/http/open-http';
import { openKernel } from '@nightjar/kernel/open-kernel';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { testDoor } from '@nightjar/kernel/testing/door';
import { asSaid } from '../../../change/located.ts';
import { plainDesk } from '../../../sources/desk.ts';
import { github } from '../../../sources/github/index.ts';
import { intake } from '../../../sources/intake.ts';
import type { Source } from '../../../sources/source.ts';
import { vaultKey } from '../../../vault/seal.ts';
import { feed } from '../../feed/index.ts';
import { openSources, sourcesWith } from '../index.ts';
import { deliveries } from '../projection.ts';

const authenticate: HttpOptions['authenticate'] = ({ headers }) => {
  const right = /^Bearer (ingest|read|admin)$/.exec(headers.authorization ?? '')?.[1];
  return right === undefined
    ? null
    : { org: 1, subject: `token:${right}`, name: `the ${right}`, rights: new Set([right as Right]) };
};

const houseKey = vaultKey(randomBytes(32));

type Options = {
  readonly sources?: readonly Source[];
  readonly clock?: Clock;
  readonly key?: typeof houseKey;
  readonly environment?: Readonly<Record<string, readonly string[]>>;
};

const noOwn = { source: () => null, names: () => [], begin: async () => {} };

/** The ways in, the sources and the feed, over a database, opened in the server's order. */
export const sourcesHouse = async (
  { url }: Pick<Database, 'url'>,
  { sources = [github], clock = systemClock, key = houseKey, environment = {} }: Options = {},
) => {
  const { logger, logged } = capturedLog();
  const house = sourcesWith(sources);
  const kernel = await openKernel({ url, logger, domains: [feed, house], clock, graceMs: 500 });
  const known = await openSources(kernel, {
    sources,
    own: noOwn,
    key,
    environment,
    publicUrl: null,
    locate: asSaid,
  });
  const desk = plainDesk({}, known);
  const { http } = await testDoor({ authenticate, logger }, (door) => {
    intake(door, kernel, { sources, desk, bodyLimit: 2 ** 20 });
    void feed.routes?.(door, kernel);
    void house.routes?.(door, kernel);
  });
  await kernel.start();

  const ask = async (method: 'GET' | 'POST' | 'DELETE', path: string, right = 'admin', payload?: object) => {
    const answer = await http.inject({
      method,
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${right}`, host: 'nightjar.example' },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  return {
    kernel,
    desk,
    http,
    ask,
    logged,
    /** What is asked for when all that was recorded is known. */
    page: async (source = 'github', right = 'read') => {
      const pos = await kernel.log.head();
      return (await ask('GET', `/sources/${source}?min_pos=${pos}`, right)).body;
    },
    reader: () => kernel.reader(nightjarItself, { consistency: 'strong', of: [deliveries] }),
    /** As GitHub does. */
    deliver: (event: string, delivery: string, body: unknown, secret: string) => {
      const payload = typeof body === 'string' ? body : JSON.stringify(body);
      return http.inject({
        method: 'POST',
        url: '/hooks/github',
        headers: {
          'content-type': 'application/json',
          'x-github-event': event,
          'x-github-delivery': delivery,
          'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}`,
        },
        payload,
      });
    },
    /** Lines of the feed, once there are so many: announcing is a task. */
    feed: async (lines: number) => {
      for (let tries = 0; tries < 100; tries += 1) {
        const { body } = await ask('GET', '/changes?consistency=strong', 'read');
        if (body.changes.length >= lines) return body.changes;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`The feed never had ${lines} lines.`);
    },
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await kernel[Symbol.asyncDispose]();
    },
  };
};

export type SourcesHouse = Awaited<ReturnType<typeof sourcesHouse>>;

/** A release, as GitHub tells of it: one change. */
export const release = (id: number, tag = `v${id}`) => ({
  action: 'published',
  release: {
    id,
    tag_name: tag,
    name: tag,
    html_url: `https://github.com/acme/pricing/releases/${tag}`,
    published_at: '2026-03-01T02:00:00Z',
    created_at: '2026-03-01T02:00:00Z',
    author: { login: 'joey', type: 'User' },
  },
  repository: { name: 'pricing', full_name: 'acme/pricing', html_url: 'https://github.com/acme/pricing' },
  sender: { login: 'joey', type: 'User' },
});
