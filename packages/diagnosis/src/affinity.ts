import { kindOf, type SignalKind } from './signal.ts';

const failures: readonly string[] = [
  'error',
  'exception',
  'retry',
  'validation',
  'schema',
  'auth',
  'timeout',
  'null',
  'status',
  'fail',
];

/** Words by which people speak of what moves a signal. Of signals, never of services: names must not decide. */
const words: Readonly<Record<SignalKind, readonly string[]>> = {
  latency: [
    'latency',
    'slow',
    'timeout',
    'delay',
    'cache',
    'pool',
    'index',
    'query',
    'performance',
    'batch',
    'thread',
  ],
  errors: failures,
  success: failures,
  requests: ['traffic', 'route', 'rate', 'limit', 'load', 'balanc', 'dns', 'ingress'],
  cpu: ['cpu', 'loop', 'thread', 'worker', 'limit', 'replica', 'compress', 'regex'],
  memory: ['memory', 'cache', 'heap', 'buffer', 'leak', 'limit', 'pool'],
  other: [],
};

/** How much a change's text speaks of the paged signal: 0, 0.5 for one such word, 1 for two or more. */
export const affinityOf = (
  change: { readonly title?: string; readonly text?: string },
  signal: string,
): number => {
  const text = `${change.title ?? ''} ${change.text ?? ''}`.toLowerCase();
  return Math.min(1, words[kindOf(signal)].filter((word) => text.includes(word)).length / 2);
};
