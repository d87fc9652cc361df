import type { ChangeFeatures, Context, NodeFeatures, Seen } from './features.ts';

const minute = 60_000;

const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);

const number = (value: number): string => {
  const size = Math.abs(value);
  if (size >= 1000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(size >= 100 ? 3 : 2)));
};

const lasting = (milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${number(minutes / 60)} h`;
};

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** "latency p99 of payments rose 7x (0.02 to 0.14)" */
const movedBy = (service: string, { signal, stat, before, after }: Seen): string => {
  const what = `${signal}${stat === '' || /^(average|avg|mean|sum|total)$/i.test(stat) ? '' : ` ${stat}`} of ${service}`;
  const way = after >= before ? 'rose' : 'fell';
  const from = `${number(before)} to ${number(after)}`;
  const times = before > 0 && after > 0 ? Math.max(after / before, before / after) : 0;
  if (after === before) return `${what} stayed at ${number(after)}`;
  return times >= 1.5 ? `${what} ${way} ${number(times)}x (${from})` : `${what} ${way} from ${from}`;
};

const nodeReasons = (node: NodeFeatures, context: Context): string[] => {
  const { service, seen, loudSeen, shape, share, off, hops, saturation } = node;
  const reasons: string[] = [];
  const strong = off >= 3 && seen !== null;
  if (strong)
    reasons.push(
      `${movedBy(service, seen)} at ${clock(context.onset)}, ${number(off)} times what is usual noise.`,
    );
  if (share !== null && share >= 0.1 && service !== context.target.service)
    reasons.push(`It accounts for ${percent(Math.min(1, share))} of what ${context.target.service} shows.`);
  if (shape >= 0.7 && service !== context.target.service)
    reasons.push(
      `It moved together with ${context.target.signal} of ${context.target.service} (correlation ${number(shape)}).`,
    );
  if (loudSeen !== null && node.loud >= 5 && node.loudShape >= 0.5)
    reasons.push(`${movedBy(service, loudSeen)}.`);
  if (!strong && node.loud < 5) reasons.push(`${service} itself shows little that is unusual.`);
  if (saturation >= 5) reasons.push(`Its processor or memory is strained, which load alone can do too.`);
  if (hops === null) reasons.push(`No known path of calls leads from ${context.target.service} to it.`);
  else if (hops > 0)
    reasons.push(`${context.target.service} reaches it in ${hops} ${hops === 1 ? 'call' : 'calls'}.`);
  return reasons;
};

const timeReason = (change: ChangeFeatures, { onset, dated }: Context): string => {
  const what = dated === 1 ? 'the trouble' : 'the page';
  if (change.underWay === 1) return `It was under way when ${what} began at ${clock(onset)}.`;
  const apart = onset - change.effectiveAt;
  const done = change.effectiveAt > change.at ? 'finished' : 'took effect';
  if (apart < 0)
    return `It ${done} at ${clock(change.effectiveAt)}, within a row of measurements of when ${what} began.`;
  return `It ${done} at ${clock(change.effectiveAt)}, ${lasting(Math.max(apart, 0))} before ${what} began.`;
};

const exposureReason = (exposure: number | null): string[] => {
  if (exposure === null) return [];
  if (exposure > 0) return [`${percent(exposure)} more of its new instances are sick than of the old.`];
  return exposure < 0
    ? [`Fewer of its new instances are sick than of the old.`]
    : ['Its new and its old instances fare alike.'];
};

const unmeasured = ({ service }: ChangeFeatures): string =>
  service === '' ? 'It names no service.' : `Nothing is measured of ${service}.`;

/** Why a change is suspected, a short sentence a factor, the weightiest first. */
export const reasonsFor = (
  change: ChangeFeatures,
  node: NodeFeatures | undefined,
  context: Context,
  kindOdds: number,
): string[] => [
  timeReason(change, context),
  ...exposureReason(change.exposure),
  ...(node === undefined ? [unmeasured(change)] : nodeReasons(node, context)),
  ...(change.affinity > 0 ? [`Its text speaks of what ${context.target.signal} hangs on.`] : []),
  ...(kindOdds < 1 ? [`A ${change.kind} change seldom breaks anything.`] : []),
];

/** Why nothing is named, or why no change is thought to have done it. */
export const reasonsForNone = (
  context: Context,
  target: NodeFeatures | undefined,
  first: NodeFeatures | undefined,
  nearest: ChangeFeatures | undefined,
): string[] => {
  const reasons: string[] = [];
  if (first !== undefined && first.seen !== null)
    reasons.push(
      `The trouble shows first in ${first.service}: ${movedBy(first.service, first.loudSeen ?? first.seen)}.`,
    );
  if (nearest === undefined) reasons.push('No change stands near enough to it.');
  else
    reasons.push(
      `The nearest change there is ${lasting(nearest.ageMinutes * minute)} older than the trouble: no more than chance.`,
    );
  if ((target?.demand ?? 0) >= 5)
    reasons.push(`Requests to ${context.target.service} are far above what is usual.`);
  if (first?.loneInstance === 1)
    reasons.push(`One instance of ${first.service} is sick, and the others are not.`);
  return reasons;
};
