import type { Chance } from './chance.ts';
import type { Service } from './company.ts';
import type { Trouble } from './trouble.ts';

/** What holds of every service at one instant. */
export type Instant = {
  readonly latency: readonly number[];
  readonly failing: readonly number[];
  readonly requests: readonly number[];
  readonly strain: readonly number[];
};

/**
 * One instant of a company: requests flow from callers to callees, time and failures from callees to callers. Services stand so that
 * callers come first, so one walk down and one walk up are enough.
 */
export const instantOf = (
  chance: Chance,
  services: readonly Service[],
  trouble: Trouble,
  at: number,
  noise: number,
): Instant => {
  const wrong = at >= trouble.begins;
  const wave = 1 + 0.1 * Math.sin(at / 3_600_000);
  const requests = services.map(() => 0);
  requests[0] = 50 * wave * (wrong ? trouble.demand : 1) * Math.exp(noise * 0.3 * chance.normal());
  for (const [i, { calls }] of services.entries())
    for (const { callee, often } of calls)
      requests[callee] = (requests[callee] ?? 0) + (requests[i] ?? 0) * often;
  const latency = services.map(() => 0);
  const failing = services.map(() => 0);
  for (let i = services.length - 1; i >= 0; i--) {
    const service = services[i];
    if (service === undefined) continue;
    const sick = wrong && i === trouble.root && trouble.fault !== 'load';
    // Under load every service is slower by what it is busier.
    const busy = wrong ? trouble.demand ** 0.7 : 1;
    let time =
      service.work *
      busy *
      (sick ? 1 + (trouble.slower - 1) * trouble.portion : 1) *
      Math.exp(noise * chance.normal());
    let well = 1 - service.fails - (sick ? trouble.failing * trouble.portion : 0);
    for (const { callee, often } of service.calls) {
      time += often * (latency[callee] ?? 0);
      well *= 1 - Math.min(1, often) * (failing[callee] ?? 0);
    }
    latency[i] = time;
    failing[i] = Math.min(1, Math.max(0, 1 - well + 0.2 * noise * service.fails * chance.normal()));
  }
  const strain = services.map(
    (_, i) =>
      0.2 *
      wave *
      (wrong && trouble.fault === 'load' ? trouble.demand ** 0.5 : 1) *
      (wrong && i === trouble.root ? trouble.strain : 1) *
      Math.exp(noise * chance.normal()),
  );
  return { latency, failing, requests, strain };
};
