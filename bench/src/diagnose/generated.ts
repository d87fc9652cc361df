import type { Kind, Observation } from '@nightjar/server/change/observation';
import { picker, random, zipf } from '../chance.ts';
import { besides } from '../feed/generated.ts';
import { serviceRef } from '../graph/generated.ts';

/** As the feed names it. */
export const serviceName = (n: number): string => serviceRef(n).slice('service:default/'.length);

export const pagedAt = Date.UTC(2026, 0, 1, 2, 51);
const hour = 3_600_000;
/** What a diagnosis looks back over. */
const lookBack = 6 * hour;
export const beforeLately = pagedAt - lookBack;
/** Some ten a service: of the 200 around a page that is two thousand. */
const lately = 50_000;

const kinds: readonly Kind[] = ['deploy', 'flag', 'config', 'infrastructure', 'scale', 'schema'];
const kind = picker([60, 16, 12, 3, 6, 3]);
const words = zipf(2_000);
const environment = picker([90, 10]);

/**
 * So many changes of a company of so many services, oldest first. The last of them fall into the six hours before the page, evenly
 * over all services, so that whichever is asked about has as many around it.
 */
export const generated = (size: number, services: number, seed: number) => {
  const chance = random(seed);
  const late = Math.min(lately, Math.floor(size / 2));
  const early = size - late;
  const years = 2 * 365 * 24 * hour;
  const atOf = (n: number): number =>
    n < early
      ? pagedAt - lookBack - years * (1 - n / early)
      : pagedAt - lookBack + ((n - early) / late) * (lookBack - 5 * 60_000);
  const observation = (n: number): Observation => {
    const on = serviceName(Math.floor(chance() * services));
    const what = kinds[kind(chance())] ?? 'other';
    const more = Array.from({ length: 4 }, () => `w${words(chance()).toString(36)}x`);
    return {
      source: 'bench',
      key: `${n}`,
      kind: what,
      phase: chance() < 0.04 ? 'failed' : 'finished',
      at: new Date(Math.floor(atOf(n))).toISOString(),
      title: [what, on, ...more].join(' '),
      services: [on],
      environment: environment(chance()) === 0 ? 'prod' : 'staging',
      ...besides(n, chance),
    };
  };
  return { observation };
};
