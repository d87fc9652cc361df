import type { Right } from '@nightjar/kernel/caller';
import { openKernel } from '@nightjar/kernel/open-kernel';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { testDoor } from '@nightjar/kernel/testing/door';
import { catalog, catalogToSearch, checkCatalogFilter } from '../../domains/catalog/index.ts';
import { usualSettings } from '../../domains/catalog/settings.ts';
import { checkFeedFilter, feed, feedToSearch } from '../../domains/feed/index.ts';
import { viewsOver, viewsToSearch } from '../../domains/views/index.ts';
import { searchOver } from '../index.ts';
import type { SearchPart } from '../part.ts';

/** A house with the feed, the catalog, saved views and the search over them. `Bearer read ana` is Ana; `more`: further parts. */
export const searchHouse = async (more: readonly SearchPart[] = []) => {
  const database = await testDatabase({ connections: 6 });
  const { logger } = capturedLog();
  const domains = [
    feed,
    catalog,
    viewsOver({ feed: checkFeedFilter, catalog: checkCatalogFilter }),
    searchOver([...catalogToSearch(usualSettings), viewsToSearch, feedToSearch, ...more]),
  ];
  const kernel = await openKernel({ url: database.url, logger, domains, graceMs: 500 });
  const { http } = await testDoor(
    {
      logger,
      authenticate: ({ headers }) => {
        const [, right, name = 'test', org = '1'] =
          /^Bearer (ingest|read|admin)(?: (\w+))?(?: (\d))?$/.exec(headers.authorization ?? '') ?? [];
        return right === undefined
          ? null
          : { org: Number(org), subject: `person:${name}`, name, rights: new Set([right as Right]) };
      },
    },
    (door) => {
      for (const { routes } of domains) void routes?.(door, kernel);
    },
  );
  await kernel.start();

  const ask = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
    as = 'read ana',
  ) => {
    const answer = await http.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${as}`,
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: answer.statusCode, body: answer.json() };
  };

  return {
    kernel,
    ask,
    /** Describes things by a descriptor's word, and waits until they can be read. */
    describe: async (...things: readonly { entity: string; name: string; says?: object }[]) => {
      const { status, body } = await ask(
        'POST',
        '/api/v1/catalog/descriptions',
        {
          by: 'backstage',
          origin: 'github.com/acme/all',
          whole: true,
          descriptions: things.map(({ entity, name, says = {} }) => ({
            entity,
            name,
            by: 'backstage',
            place: 'catalog-info.yaml',
            says,
          })),
        },
        'admin',
      );
      if (status !== 200) throw new Error(JSON.stringify(body));
      await ask('GET', `/api/v1/catalog/entities?min_pos=${body.position}`);
    },
    send: async (...reports: readonly object[]) => {
      const { body } = await ask('POST', '/api/v1/changes', reports, 'admin');
      await ask('GET', `/api/v1/changes?min_pos=${body.position}`);
    },
    search: async (q: string, as = 'read ana') =>
      (await ask('GET', `/api/v1/search?q=${encodeURIComponent(q)}`, undefined, as)).body as {
        hits: {
          group: string;
          kind: string;
          id: string;
          title: string;
          subtitle: string | null;
          address: string;
        }[];
        missing: string[];
      },
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await kernel[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
};
