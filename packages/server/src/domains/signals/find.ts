import { sameName } from '../../change/names.ts';
import { isRehearsal } from '../../change/rehearsal.ts';
import type { FindSeries, FoundSeries } from '../../evidence/parts.ts';
import { type ListedSeries, seriesOf } from './list.ts';
import { fitting, type Resolution, resolutions, slotMs } from './resolution.ts';
import { slotsOf } from './slots.ts';
import { valuesOf } from './values.ts';

/** Within so short a span ten seconds matter. */
const shortMs = 30 * 60_000;
/** Whoever asks about a moment this long ago or longer must not be told what was measured after it. */
const pastMs = 60_000;
/** In one answer: what is read and counted in well under a second. */
const mostPoints = 400_000;

const resolutionFor = (spanMs: number, series: number): Resolution =>
  fitting(spanMs, mostPoints / Math.max(1, series), spanMs <= shortMs ? resolutions : resolutions.slice(1));

/** Of the same measurement there and without a word of where, the one there. */
const nearest = (listed: readonly ListedSeries[], environment: string | null): readonly ListedSeries[] => {
  if (environment === null) return listed;
  const keyOf = ({ service, instance, peer, signal, stat }: ListedSeries): string =>
    JSON.stringify([sameName(service), instance, sameName(peer), signal, stat]);
  const told = new Set(listed.filter((it) => it.environment !== '').map(keyOf));
  return listed.filter((it) => it.environment !== '' || !told.has(keyOf(it)));
};

/** Measurements of services, for a diagnosis: those without an environment count in each. A point is the mean of its slot. */
export const findSeries: FindSeries = async (kernel, caller, wish) => {
  const { services, environment, from, until, most } = wish;
  if (services.length === 0 || most <= 0 || !(from < until)) return { series: [], cut: false };
  const { database, clock } = kernel;
  const isThere = (it: string): boolean =>
    it === '' || (environment === null ? !isRehearsal(it) : it.toLowerCase() === environment.toLowerCase());
  // Four times as many, for those of other environments are left out here.
  const all = await seriesOf(database, caller.org, { services, since: from, most: most * 4 });
  const here = nearest(
    all.filter((it) => isThere(it.environment)),
    environment,
  );
  const listed = here.slice(0, most);
  const resolution = resolutionFor(until - from, listed.length);
  const isPast = until < clock.now().getTime() - pastMs;
  const slots = await slotsOf(database, {
    org: caller.org,
    series: listed.map(({ id }) => id),
    resolution,
    from,
    until: isPast ? until - slotMs(resolution) + 1 : until,
  });
  const series = listed.flatMap((it): FoundSeries[] => {
    const points = valuesOf(slots.get(it.id) ?? [], it.kind).map(([at, value]) => [at, value] as const);
    if (points.length === 0) return [];
    return [
      {
        service: it.service,
        ...(it.instance === '' ? {} : { instance: it.instance }),
        ...(it.peer === '' ? {} : { peer: it.peer }),
        signal: it.signal,
        ...(it.stat === '' ? {} : { stat: it.stat }),
        points,
      },
    ];
  });
  return { series, cut: here.length > most || all.length > most * 4 };
};
