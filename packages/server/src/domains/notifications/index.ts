import { type Domain, domain } from '@nightjar/kernel/domain';
import { diagnosisTopic, type NotificationParts } from './parts.ts';
import { places } from './projection.ts';
import { topicsFor } from './reactions.ts';
import { routes } from './routes.ts';

/** People are told of pages where they are already, and answer there. */
export const notificationsWith = (parts: NotificationParts): Domain =>
  domain({
    name: 'notifications',
    projections: [places],
    topics: topicsFor(parts),
    routes: (http, kernel) => routes(http, kernel, parts),
  });

/** Tasks `{ diagnosis, round }` of this topic tell people of a round. */
export const tellOfRounds = diagnosisTopic;
