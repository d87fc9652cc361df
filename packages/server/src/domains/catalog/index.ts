import { type Domain, domain } from '@nightjar/kernel/domain';
import { entities } from './projection.ts';
import { topics } from './reactions.ts';
import { routes } from './routes.ts';
import { type CatalogSettings, usualSettings } from './settings.ts';

/** The catalog as an operator has set it. */
export const catalogWith = (settings: CatalogSettings): Domain =>
  domain({
    name: 'catalog',
    projections: [entities],
    routes: (http, kernel) => routes(http, kernel, settings),
    topics,
  });

export const catalog = catalogWith(usualSettings);
