import { openHttp } from '@nightjar/kernel/http/open-http';
import { openLogger } from '@nightjar/kernel/logger';
import { openKernel } from '@nightjar/kernel/open-kernel';
import { app } from './app.ts';
import { graphRoutes } from './graphql/routes.ts';
import { reconcilerRoutes } from './reconcile/routes.ts';
import type { Settings } from './settings.ts';
import { intake } from './sources/intake.ts';

/** The OpenAPI document of the whole house, from the same schemas that its routes check. `settings` name a migrated database. */
export const describeHouse = async (settings: Settings, url: string): Promise<unknown> => {
  const logger = openLogger('silent');
  const domains = app.domains(settings);
  await using kernel = await openKernel({ url, logger, domains });
  const { authenticate } = await app.access(kernel, settings);
  const http = await openHttp({ authenticate, logger, metrics: kernel.metrics });
  const desk = await app.desk(kernel, settings);
  intake(http, kernel, { sources: app.sources, desk, bodyLimit: settings.bodyLimit });
  reconcilerRoutes(http, kernel, []);
  for (const { routes } of domains) await routes?.(http, kernel);
  if (app.graph !== undefined) graphRoutes(http, kernel, app.graph(settings));
  await http.ready();
  const document = http.swagger();
  await http.close();
  return document;
};
