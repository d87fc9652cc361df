import { type Domain, domain } from '@nightjar/kernel/domain';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Desk } from '../../sources/desk.ts';
import type { Source } from '../../sources/source.ts';
import { deskOf, type House, type HouseParts, openHouse, org } from './house.ts';
import { allSources } from './known-source.ts';
import { deliveries } from './projection.ts';
import { topicsFor } from './reactions.ts';
import { routes } from './routes.ts';

/** Opened before the routes are added: the ways in ask for secrets before anybody opens a page. By what all parts of a house share. */
const opened = new WeakMap<Kernel['database'], House>();

const titlesOf =
  (sources: readonly Source[]) =>
  (kernel: Kernel) =>
  (name: string): string => {
    const own = opened.get(kernel.database)?.own;
    const all = own === undefined ? sources : allSources({ sources, own }, { org });
    return all.find((it) => it.name === name)?.setup.title ?? name;
  };

/** The sources as people set them up. */
export const sourcesWith = (sources: readonly Source[]): Domain =>
  domain({
    name: 'sources',
    projections: [deliveries],
    topics: topicsFor(titlesOf(sources)),
    routes: (http, kernel) => {
      const house = opened.get(kernel.database);
      if (house === undefined) throw new Error('Open the domain sources before its routes are added.');
      routes(http, kernel, house);
      http.addHook('onClose', () => house.close());
    },
  });

/** What the ways in know of the sources besides their code. */
export const openSources = async (
  kernel: Kernel,
  parts: HouseParts,
): Promise<Pick<Desk, 'secrets' | 'noteRefused' | 'clocks'>> => {
  const house = await openHouse(kernel, parts);
  opened.set(kernel.database, house);
  return deskOf(house);
};
