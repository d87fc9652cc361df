import type { AlertObservation } from '@nightjar/server/change/alert';
import { random } from '../chance.ts';
import { generated, hub, serviceRef } from '../graph/generated.ts';

/** All of it fires within so many seconds, by the watchers' clocks. */
export const lasts = 60;

const rules = ['HighErrorRate', 'HighLatency', 'ProbeFailed', 'QueueGrows', 'PodCrashLooping'];
const nameIn = (ref: string): string => ref.slice(ref.indexOf('/') + 1);

/** Whom each service needs. */
const needsOf = (services: number): Map<string, Set<string>> => {
  const needs = new Map<string, Set<string>>();
  for (const { entity, says } of generated(services)) {
    const mine = needs.get(entity) ?? new Set<string>();
    for (const { to } of says.relations ?? []) mine.add(to);
    needs.set(entity, mine);
  }
  return needs;
};

/**
 * The alerts of a storm: the hub fails, and with it who calls it, and who calls those. Nobody fires who needs nobody that has fired;
 * the hub says so itself only when a few others have.
 */
export const stormAlerts = (count: number, services: number, began: number, seed = 5): AlertObservation[] => {
  const chance = random(seed);
  const needs = needsOf(services);
  const fired = new Set([hub]);
  const next = (): string => {
    for (;;) {
      const ref = serviceRef(Math.floor(chance() * services));
      const mine = needs.get(ref);
      if (mine === undefined || fired.isDisjointFrom(mine)) continue;
      fired.add(ref);
      return ref;
    }
  };
  return Array.from({ length: count }, (_, n): AlertObservation => {
    const at = began + (n / count) * lasts * 1000;
    const own = n % 97 === 5;
    const service = nameIn(own ? hub : next());
    const rule = rules[Math.floor(chance() * rules.length)] ?? '';
    return {
      source: 'alertmanager',
      key: `storm ${n}`,
      state: 'firing',
      at: new Date(at).toISOString(),
      title: `${rule}: ${service} in eu-1`,
      severity: own ? 'critical' : 'warning',
      services: [service],
      environment: 'prod',
      summary: null,
      links: [],
      labels: { alertname: rule, cluster: 'eu-1', pod: `${service}-${n}`, namespace: service },
    };
  });
};
