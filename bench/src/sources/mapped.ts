import { asSaid } from '@nightjar/server/change/located';
import { keptBody } from '@nightjar/server/sources/kept-body';
import { readDelivery } from '@nightjar/server/sources/reading';
import { bodyValue } from '@nightjar/server/sources/stored';
import { type Arriving, arrivedAt, secret } from './deliveries.ts';

const context = { org: 1, locate: asSaid, clockAheadMs: 0 };

/** The way of a delivery from its bytes to what is appended, all but the append: verify, parse, redact, identify, map, normalise. */
const taken = ({ source, headers, body }: Arriving): number => {
  const verdict = source.verify(body, headers, [secret], arrivedAt);
  if (verdict !== 'genuine') throw new Error(`A delivery of ${source.name} was ${verdict}.`);
  const sent = bodyValue(headers, body);
  const open = source.unpack?.(sent) ?? sent;
  const { value } = keptBody(headers, open === sent ? body : Buffer.from(JSON.stringify(open)), open);
  if ((source.greet?.(value) ?? null) !== null) return 0;
  const named = source.identify(headers, body, value, arrivedAt);
  if (named === null) throw new Error(`A delivery of ${source.name} has no name.`);
  const parts = source.parts?.(value, arrivedAt) ?? [];
  return (parts.length === 0 ? [{ ...named, value }] : parts).reduce(
    (sum, { delivery, event, value: part }) => {
      const read = readDelivery(source, { delivery, event, receivedAt: arrivedAt, body: part }, context);
      return sum + read.observed.length + read.alerts.length;
    },
    0,
  );
};

/** Deliveries a second of this process's CPU, for as many rounds over all of them as take `seconds`. */
export const mappedPerSecond = (all: readonly Arriving[], seconds: number): number => {
  const began = process.cpuUsage();
  const spent = (): number => {
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1e6;
  };
  let count = 0;
  while (spent() < seconds) {
    for (const one of all) taken(one);
    count += all.length;
  }
  return count / spent();
};
