import { Pool } from 'undici';
import { observation } from '../changes.ts';

// Load generator, in a process of its own: one change a POST over a number of connections.
const { address, token, connections, requests, from } = JSON.parse(process.argv[2] ?? '') as {
  address: string;
  token: string;
  connections: number;
  requests: number;
  from: number;
};

const pool = new Pool(address, { connections, pipelining: 1 });
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
// Made before the clock starts: the generator shares two cores with what it measures.
const bodies = Array.from({ length: requests }, (_, i) => JSON.stringify(observation(from + i)));
const times: number[] = [];
let next = 0;
let refused = 0;

const caller = async (): Promise<void> => {
  for (;;) {
    const body = bodies[next++];
    if (body === undefined) return;
    const began = performance.now();
    const answer = await pool.request({ path: '/api/v1/changes', method: 'POST', headers, body });
    await answer.body.dump();
    times.push(performance.now() - began);
    if (answer.statusCode !== 200) refused++;
  }
};

const began = performance.now();
await Promise.all(Array.from({ length: connections }, caller));
const seconds = (performance.now() - began) / 1000;
await pool.close();
times.sort((a, b) => a - b);
process.send?.({ perSecond: requests / seconds, p99: times[Math.floor(times.length * 0.99)], refused });
process.disconnect?.();
