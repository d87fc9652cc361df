import type { Evidence, FoundSeries } from '@nightjar/server/evidence/parts';
import { random } from '../chance.ts';
import { pagedAt } from './generated.ts';

const minute = 60_000;
/** The trouble is so old at the page. */
const begins = pagedAt - 5 * minute;

const usual: Readonly<Record<string, number>> = { latency: 120, errors: 0.01, requests: 900, cpu: 0.4 };

/** One signal of one service by the minute, for three hours; the first few services asked for are slow. */
const seriesOf = (service: string, signal: string, sick: boolean): FoundSeries => {
  const chance = random(service.length * 31 + Number(service.replace(/\D/g, '')) * 7 + signal.length);
  const level = usual[signal] ?? 1;
  const points: [number, number][] = [];
  for (let at = pagedAt - 180 * minute; at <= pagedAt; at += minute) {
    const worse = sick && signal === 'latency' && at >= begins ? 6 : 1;
    points.push([at, level * worse * (0.9 + 0.2 * chance())]);
  }
  return { service, signal, points };
};

/** What is measured of two hundred services: four signals each, made anew at each question as rows from a database are. */
export const measured: Evidence['series'][number] = async (_kernel, _caller, { services }) => ({
  series: services.flatMap((service, nth) =>
    Object.keys(usual).map((signal) => seriesOf(service, signal, nth < 3)),
  ),
  cut: false,
});
