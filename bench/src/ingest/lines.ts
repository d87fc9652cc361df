import { Pool } from 'undici';
import { observation } from '../changes.ts';

// Load generator, in a process of its own: NDJSON bodies, as fast as they are taken or at a rate.
const {
  address,
  token,
  lines,
  body: linesABody,
  connections,
  rate,
} = JSON.parse(process.argv[2] ?? '') as {
  address: string;
  token: string;
  lines: number;
  body: number;
  connections: number;
  /** Lines a second; 0 is as fast as can be. */
  rate: number;
};

const pool = new Pool(address, { connections, pipelining: 1, bodyTimeout: 120_000, headersTimeout: 120_000 });
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' };
const bodies: Buffer[] = [];
for (let at = 0; at < lines; at += linesABody) {
  const count = Math.min(linesABody, lines - at);
  const text = Array.from({ length: count }, (_, i) => JSON.stringify(observation(at + i))).join('\n');
  bodies.push(Buffer.from(text));
}

type Answer = { position: number; recorded?: number; results?: unknown[] };
let next = 0;
let position = 0;
const times: number[] = [];
const began = performance.now();

const caller = async (): Promise<void> => {
  for (;;) {
    const number = next++;
    const body = bodies[number];
    if (body === undefined) return;
    const due = rate === 0 ? 0 : (number * linesABody * 1000) / rate - (performance.now() - began);
    if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
    const sent = performance.now();
    const answer = await pool.request({ path: '/api/v1/changes', method: 'POST', headers, body });
    const text = await answer.body.text();
    times.push(performance.now() - sent);
    if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}: ${text}`);
    position = Math.max(position, (JSON.parse(text) as Answer).position);
  }
};

await Promise.all(Array.from({ length: connections }, caller));
const seconds = (performance.now() - began) / 1000;
await pool.close();
times.sort((a, b) => a - b);
process.send?.({ perSecond: lines / seconds, position, p99: times[Math.floor(times.length * 0.99)] });
process.disconnect?.();
