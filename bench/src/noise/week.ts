import { company, minute } from './company.ts';
import { people } from './people.ts';
import { autoscalers, deliveries, monorepoSyncs, otherRobots } from './robots.ts';
import { type Telling, telling } from './sent.ts';

/** One in fifty is delivered again: the sender did not hear our answer. */
const redelivered = 0.02;

/** A week of a company of so many services, in the order in which it is sent. */
export const week = (services: number, seed = 1): Telling => {
  const it = company(services, seed);
  const told = telling();
  deliveries(it, told);
  monorepoSyncs(it, told);
  autoscalers(it, told);
  otherRobots(it, told);
  people(it, told);
  const again = told.sent
    .filter(() => it.chance() < redelivered)
    .map((one) => ({ ...one, at: one.at + it.below(10 * minute) }));
  const sent = [...told.sent, ...again].sort((a, b) => a.at - b.at);
  return { ...told, sent };
};
