import { expect, test } from 'vitest';
import { verify } from './verify.ts';

const now = new Date('2026-03-01T02:50:00Z');
const judge = (body: Buffer | string, secrets: readonly string[]) =>
  verify(Buffer.from(body), {}, secrets, now);

test('the key counts where PagerDuty has it alone, however it is written', () => {
  const odd = 'a"b\\c-12345678é';
  expect(judge(JSON.stringify({ payload: {}, routing_key: odd }, null, 2), ['other-secret', odd])).toBe(
    'genuine',
  );
  expect(judge(JSON.stringify({ payload: { routing_key: odd } }), [odd])).toBe('forged');
  expect(judge(`{"payload":{"routing_key":"x"},"routing_key":"${'k'.repeat(32)}"}`, ['k'.repeat(32)])).toBe(
    'genuine',
  );
});

test('a body of 25 MB without the key is not taken apart, and one that repeats its name is not either', () => {
  const secrets = ['k'.repeat(32)];
  const lists = `{"routing_key":"wrong","a":[${'[],'.repeat(8_000_000)}0]}`;
  const names = '"routing_key": '.repeat(1_600_000);
  const began = process.cpuUsage();
  for (const body of [lists, names, `"routing_key"${' '.repeat(25_000_000)}`])
    expect(judge(body, secrets)).toBe('forged');
  // Of the processor's time, not the wall's: a machine may have other things to do.
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(600);
});
