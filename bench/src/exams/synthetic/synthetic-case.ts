import type { Case, Series } from '@nightjar/diagnosis/case';
import type { Truth } from '@nightjar/diagnosis/read-lines';
import { type Chance, chanceOf } from './chance.ts';
import { companyOf, type Service } from './company.ts';
import { feedOf } from './feed.ts';
import { type Trouble, troubleOf } from './trouble.ts';
import { type Instant, instantOf } from './world.ts';

const minute = 60_000;
const start = Date.UTC(2026, 0, 5);

/** A measured series: some lack a stretch, and one point in fifty is late and never comes. */
const measured = (
  chance: Chance,
  times: readonly number[],
  value: (row: number) => number,
): Series['points'] => {
  const gap = chance.likely(0.1) ? chance.whole(0, times.length - 1) : times.length;
  const width = Math.ceil(times.length / 20);
  return times.flatMap((t, row) =>
    (row >= gap && row < gap + width) || chance.likely(0.02) ? [] : [[t, value(row)] as const],
  );
};

const summed = (chance: Chance, values: readonly number[]): number[] => {
  const reset = chance.likely(0.2) ? chance.whole(1, values.length - 1) : values.length;
  let total = 0;
  return values.map((value, row) => {
    if (row === reset) total = 0;
    total += value;
    return total;
  });
};

/** A trouble that the target shows: nobody is paged for another. */
const noticedTrouble = (chance: Chance, services: readonly Service[], begins: number): Trouble => {
  for (;;) {
    const trouble = troubleOf(chance, services, begins);
    const [before, after] = [begins - 1, begins].map((at) => instantOf(chance, services, trouble, at, 0));
    const slower = (after?.latency[0] ?? 0) / (before?.latency[0] ?? 1);
    const failing = (after?.failing[0] ?? 0) - (before?.failing[0] ?? 0);
    if (trouble.fault === 'load' || (trouble.failing > 0 ? failing > 0.01 : slower > 1.25)) return trouble;
  }
};

/** One made-up night: a company, a trouble that spreads through it, what was measured of it and what had been changed. */
export const syntheticCase = (seed: number): { readonly input: Case; readonly truth: Truth } => {
  const chance = chanceOf(seed);
  const services = companyOf(chance);
  const step = chance.one([10, 15, 30, 60]) * 1000;
  const begins = start + chance.between(60, 180) * minute;
  const trouble = noticedTrouble(chance, services, begins);
  const pagedAt = Math.round(begins + chance.between(1, 6) * minute);
  const now = pagedAt + chance.one([0, 5, 15]) * minute;
  const noise = chance.between(0.03, 0.15);
  const times: number[] = [];
  for (let t = start; t <= now; t += step) times.push(t);
  const instants = times.map((t): Instant => instantOf(chance, services, trouble, t, noise));
  const counted = chance.likely(0.5);
  const series: Series[] = [];
  for (const [i, { name: service }] of services.entries()) {
    if (i !== 0 && chance.likely(0.08)) continue;
    const add = (signal: string, value: (row: number) => number, stat?: string, instance?: string): void =>
      void series.push({
        service,
        signal,
        ...(stat === undefined ? {} : { stat }),
        ...(instance === undefined ? {} : { instance }),
        points: measured(chance, times, value),
      });
    const at = (row: number): Instant => instants[row] as Instant;
    if (trouble.fault === 'canary' && i === trouble.root) {
      // One of four instances is new, so the service as a whole is off by a quarter: here only instances report.
      for (const instance of ['new-0', 'old-0', 'old-1', 'old-2']) {
        const { slower, failing, portion } = trouble;
        const wrong = (row: number): boolean => (times[row] ?? 0) >= trouble.begins;
        const sick = (row: number): boolean => instance === 'new-0' && wrong(row);
        const work = services[i]?.work ?? 0;
        add(
          'latency',
          (row) => {
            const others = (at(row).latency[i] ?? 0) - (wrong(row) ? work * (slower - 1) * portion : 0);
            return (
              Math.max(0, others + (sick(row) ? work * (slower - 1) : 0)) * Math.exp(noise * chance.normal())
            );
          },
          'average',
          instance,
        );
        add(
          'errors',
          (row) => {
            const others = (at(row).failing[i] ?? 0) - (wrong(row) ? failing * portion : 0);
            return Math.max(0, others) + (sick(row) ? failing : 0);
          },
          'ratio',
          instance,
        );
      }
    } else {
      add('latency', (row) => at(row).latency[i] ?? 0, 'average');
      add('latency', (row) => (at(row).latency[i] ?? 0) * 2.5 * Math.exp(2 * noise * chance.normal()), 'p99');
      add('errors', (row) => at(row).failing[i] ?? 0, 'ratio');
    }
    const requests = times.map((_, row) => ((at(row).requests[i] ?? 0) * step) / 1000);
    const told = counted ? summed(chance, requests) : requests.map((value) => (value * 1000) / step);
    add('requests', (row) => told[row] ?? 0, counted ? 'total' : 'rate');
    add('cpu', (row) => at(row).strain[i] ?? 0);
    add('memory', (row) => 5e8 * (1 + 0.3 * (at(row).strain[i] ?? 0)));
  }
  const { changes, guilty } = feedOf(chance, services, trouble, now);
  const edges = services.flatMap(({ name, calls }) =>
    calls.map(({ callee }) => [name, services[callee]?.name ?? ''] as const),
  );
  const id = `synthetic-${seed}`;
  return {
    input: {
      id,
      pagedAt,
      now,
      target: { service: 'service-0', signal: trouble.failing > 0 ? 'errors' : 'latency' },
      edges: chance.likely(0.15) ? [] : edges,
      series,
      changes: changes.filter(({ at }) => at <= now),
    },
    truth: {
      id,
      change: guilty,
      ...(trouble.fault === 'load' ? {} : { service: services[trouble.root]?.name ?? '' }),
    },
  };
};
