import { createHash } from 'node:crypto';

/** Points that are values by themselves, or the running total of what happened. */
export const kinds = ['gauge', 'counter'] as const;
export type Kind = (typeof kinds)[number];

/** What is measured of whom. Empty where it is not told. */
export type Labels = {
  readonly service: string;
  readonly environment: string;
  /** One pod, task or host of the service. */
  readonly instance: string;
  /** Whom the service calls: then it is the calls as the caller sees them. */
  readonly peer: string;
  /** latency, errors, success, requests, cpu, memory; or another name. */
  readonly signal: string;
  readonly stat: string;
  /** `ms` for times; of a counter with `/min`. */
  readonly unit: string;
  readonly kind: Kind;
};

export type Series = Labels & { readonly org: number; readonly id: string };

export const textOf = (it: Labels): string =>
  JSON.stringify([it.service, it.environment, it.instance, it.peer, it.signal, it.stat, it.unit, it.kind]);

/** The same labels have the same id, whoever made it: 22 characters. */
export const idOf = (labels: Labels): string =>
  createHash('sha256').update(textOf(labels)).digest('base64url').slice(0, 22);
