import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { bodyPair, callsAPair, type Encoding, renumber, spansAPair } from './bodies.ts';

// Load generator, in a process of its own: OTLP bodies over some connections, as fast as they are taken.
const { address, token, encoding, pairs, from, untilPutOff } = JSON.parse(process.argv[2] ?? '') as {
  address: string;
  token: string;
  encoding: Encoding;
  /** Bodies come in pairs: half of the calls have one side in each. */
  pairs: number;
  /** Number of the first pair: the same number again is the same spans. */
  from: number;
  /** Go on, slowly, until this many requests were answered with 429. */
  untilPutOff?: number;
};

const contentType = encoding === 'json' ? 'application/json' : 'application/x-protobuf';
const headers = { authorization: `Bearer ${token}`, 'content-type': contentType };
const pool = new Pool(address, { connections: 4, pipelining: 1 });
const templates = bodyPair(encoding);
let next = 0;
let acceptedPairs = 0;
let putOff = 0;
let bytes = 0;

const post = async (body: Buffer): Promise<boolean> => {
  bytes += body.length;
  const answer = await pool.request({ path: '/v1/traces', method: 'POST', headers, body });
  const text = await answer.body.text();
  if (answer.statusCode === 200) return true;
  if (answer.statusCode !== 429 || answer.headers['retry-after'] === undefined)
    throw new Error(`${answer.statusCode}: ${text}`);
  putOff += 1;
  return false;
};

const caller = async (): Promise<void> => {
  while (untilPutOff === undefined ? next < pairs : putOff < untilPutOff) {
    const number = from + next++;
    let taken = 0;
    for (const template of templates) {
      const body = renumber(encoding, template, number);
      // The second half follows the first, as an exporter repeats what was put off.
      while (!(await post(body))) {
        if (untilPutOff !== undefined && taken === 0) break;
        await sleep(1000);
      }
      if (untilPutOff !== undefined && taken === 0 && putOff > 0) break;
      taken += 1;
    }
    if (taken === templates.length) acceptedPairs += 1;
    if (untilPutOff !== undefined) await sleep(250);
  }
};

const began = performance.now();
await Promise.all(Array.from({ length: untilPutOff === undefined ? 4 : 1 }, caller));
const seconds = (performance.now() - began) / 1000;
await pool.close();
process.send?.({
  seconds,
  spans: acceptedPairs * spansAPair,
  calls: acceptedPairs * callsAPair,
  putOff,
  bytesASpan: bytes / Math.max(1, acceptedPairs * spansAPair),
});
process.disconnect?.();
