import { expect, test } from 'vitest';
import { signalOf } from './signal.ts';

test('an alert is about the signal that its title names, else its labels; else nobody knows', () => {
  const of = (title: string, labels = {}) => signalOf(title, labels);
  expect(of('PricingErrors: 5 % of requests fail')).toBe('errors');
  expect(of('HighLatencyP99')).toBe('latency');
  expect(of('checkout is slow')).toBe('latency');
  expect(of('Error budget burns 14.4×: page')).toBe('errors');
  expect(of('KubePodCrashLooping')).toBe('errors');
  expect(of('container_memory_working_set_bytes > 90 %')).toBe('memory');
  expect(of('NodeCPUHigh')).toBe('cpu');
  expect(of('Traffic to checkout dropped')).toBe('requests');
  expect(of('Success rate of pricing')).toBe('success');
  expect(of('Progress was regressed across members')).toBeNull();
  expect(of('Something is off', { alertname: 'CheckoutLatency' })).toBe('latency');
  expect(of('Something is off', { team: 'errors' })).toBeNull();
  expect(of('constructor', { ['__proto__']: 'errors' })).toBeNull();
});
