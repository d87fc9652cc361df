import type { Change } from '@nightjar/sdk/wire';
import { quoted } from '../filter/words.ts';

const manyServices = 12;

/** The terms that find changes like this one, each to be added to the filter or copied. */
export const chipsOf = ({
  services,
  environment,
  kind,
  status,
  actor,
  source,
}: Change): readonly string[] => [
  ...services.slice(0, manyServices).map((service) => `service:${quoted(service)}`),
  ...(environment === null ? [] : [`env:${quoted(environment)}`]),
  `kind:${kind}`,
  `status:${status}`,
  ...(actor === null ? [] : [`actor:${quoted(actor.name)}`]),
  `source:${quoted(source)}`,
];
