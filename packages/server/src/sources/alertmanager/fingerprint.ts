import type { Labels } from '../../change/labels.ts';

/** 0xff, which is in no UTF-8 text, between names and values (prometheus/common, model/signature.go). */
const separator = Buffer.from([0xff]);

const byBytes = (a: Buffer, b: Buffer): number => Buffer.compare(a, b);

/**
 * The fingerprint that Alertmanager gives an alert: FNV-1a with 64 bits over its labels in order of their names. The same here,
 * so that an alert is one whether it comes from Prometheus itself or through an Alertmanager.
 * Two halves of 32 bits: the prime is 2^40 + 0x1b3, and BigInt would be ten times slower.
 */
export const fingerprintOf = (labels: Labels): string => {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  const add = (bytes: Buffer): void => {
    for (const byte of bytes) {
      const mixed = (low ^ byte) >>> 0;
      const product = mixed * 0x1b3;
      high = (Math.imul(high, 0x1b3) + Math.floor(product / 2 ** 32) + (mixed << 8)) >>> 0;
      low = product >>> 0;
    }
  };
  const entries = Object.entries(labels).map(([name, value]) => [Buffer.from(name), value] as const);
  for (const [name, value] of entries.sort(([a], [b]) => byBytes(a, b))) {
    add(name);
    add(separator);
    add(Buffer.from(value));
    add(separator);
  }
  return [high, low].map((half) => half.toString(16).padStart(8, '0')).join('');
};
