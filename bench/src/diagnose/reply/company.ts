import { connect } from '@nightjar/sdk/connect';
import type { Report } from '@nightjar/sdk/wire';
import { random } from '../../chance.ts';
import { serviceName } from '../generated.ts';
import type { CompanyServer } from '../house.ts';
import { loner, regions } from './mix.ts';

const minute = 60_000;
const batch = 500;
const kinds = ['deploy', 'flag', 'config', 'scale'] as const;
/** So many services are measured in each region, among them the hub and most that it takes down first. */
const measured = 100;

const changesOf = (count: number, services: number): Report[] => {
  const chance = random(11);
  const now = Date.now();
  return Array.from({ length: count }, (_, n): Report => {
    const service = serviceName(Math.floor(chance() * services));
    const kind = kinds[Math.floor(chance() * kinds.length)] ?? 'deploy';
    return {
      source: 'bench',
      key: `${n}`,
      kind,
      phase: 'finished',
      title: `${kind} ${service} ${n}`,
      services: [service],
      environment: regions[n % regions.length] ?? 'eu-prod',
      at: new Date(now - Math.floor(chance() * 6 * 60) * minute - minute).toISOString(),
    };
  });
};

const seriesOf = (service: string, environment: string, seed: number) => {
  const chance = random(seed);
  const now = Date.now();
  return [
    { signal: 'latency', stat: 'mean', level: 120 },
    { signal: 'errors', stat: 'share', level: 0.01 },
  ].map(({ signal, stat, level }) => ({
    service,
    environment,
    signal,
    stat,
    points: Array.from({ length: 59 }, (_, n): [number, number] => [
      now - (58 - n) * minute,
      level * (0.9 + 0.2 * chance()),
    ]),
  }));
};

/** Gives the company services that stand for themselves, what changed in six hours and what was measured in the last. */
export const furnish = async (
  { server, get }: CompanyServer,
  {
    services,
    changes,
    alone,
  }: { readonly services: number; readonly changes: number; readonly alone: number },
): Promise<{ readonly secret: string }> => {
  const nightjar = connect({ url: server.address, token: server.token });
  await nightjar.catalog.describe({
    by: 'backstage',
    origin: 'bench/loners',
    whole: true,
    descriptions: Array.from({ length: alone }, (_, n) => ({
      entity: `service:default/${loner(n)}`,
      name: loner(n),
      place: 'loners.yaml',
      says: { tier: 3 },
    })),
  });
  const reports = changesOf(changes, services);
  for (let at = 0; at < reports.length; at += batch)
    await nightjar.changes.send(reports.slice(at, at + batch));
  const names = ['hub', ...Array.from({ length: measured }, (_, n) => serviceName(n * 7))];
  for (const [nth, region] of regions.entries())
    for (let at = 0; at < names.length; at += 20)
      await nightjar.signals.send(
        names.slice(at, at + 20).flatMap((name, n) => seriesOf(name, region, nth * 1000 + at + n)),
      );
  await get('/api/v1/changes?limit=1&consistency=strong');
  const { secret } = await nightjar.sources.addSecret('alertmanager');
  if (secret === null) throw new Error('Alertmanager was given no secret.');
  return { secret };
};
