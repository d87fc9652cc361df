import type { Host } from './hosts.ts';
import { isTelemetry, namesHost } from './variable.ts';

/*
 * How sure one reason makes, of 1. Judged on Online Boutique, Bank of Anthos and the OpenTelemetry demo (the data tests
 * print what comes out): an address with a port that its host has is hardly ever there for nothing; a bare name depends on
 * what its variable is called.
 */
export const confidence = {
  port: 0.9,
  noPort: 0.85,
  otherPort: 0.6,
  bare: 0.75,
  file: 0.7,
  policy: 0.95,
  link: 0.7,
  /** Waiting for something to start is weak: stacks wait for what a neighbour needs. For a database it is a little more. */
  startsAfter: 0.4,
  startsAfterResource: 0.55,
} as const;

/** Telemetry goes there; who sends it lives without. */
const telemetry = 0.4;

/** How surely a setting that names a host means that it is called. `ports`: those that the host is known to have. */
export const ofHost = ({ port, form }: Host, ports: ReadonlySet<number>, variable: string): number => {
  const factor = isTelemetry(variable) ? telemetry : 1;
  if (form === 'bare') return namesHost(variable) ? confidence.bare * factor : 0;
  if (port === null || ports.size === 0) return confidence.noPort * factor;
  return (ports.has(port) ? confidence.port : confidence.otherPort) * factor;
};
