import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Bench } from './bench.ts';
import { observation } from './changes.ts';
import { freshDatabase } from './fresh-database.ts';
import { median } from './measure.ts';
import { inProcess } from './server/in-process.ts';
import { type ServerUnderTest, startServer } from './server/start.ts';

const idle = 10_000;
const rate = 100;
const seconds = 15;

type Done = { is: 'done'; messages: number; p50: number; p99: number; most: number };

const subscribers = async (server: ServerUnderTest, count: number, expect: number, query = '') => {
  const { address, token } = server;
  const child: ChildProcess = fork(new URL('live/subscribers.ts', import.meta.url), [
    JSON.stringify({ address, token, count, expect, query }),
  ]);
  const message = <M extends { is: string }>(is: M['is']): Promise<M> =>
    new Promise((resolve, reject) => {
      child.on('message', (it) => {
        if ((it as M).is === is) resolve(it as M);
      });
      child.once('exit', (code) => reject(new Error(`The subscribers ended with ${code}.`)));
    });
  const done = message<Done>('done');
  done.catch(() => {});
  await message('open');
  return {
    done,
    finish: () => {
      child.send('finish');
      return done;
    },
  };
};

/** Posts changes at a steady rate, each with the moment of its sending in the title. */
const post = async ({ address, token }: ServerUnderTest, count: number): Promise<void> => {
  const pool = new Pool(address, { connections: 16 });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const began = performance.now();
  const posted: Promise<void>[] = [];
  for (let i = 0; i < count; i++) {
    const due = (i * 1000) / rate - (performance.now() - began);
    if (due > 0) await sleep(due);
    const title = `sent@${(performance.timeOrigin + performance.now()).toFixed(0)}`;
    const body = JSON.stringify({ ...observation(i), title });
    posted.push(
      pool.request({ path: '/api/v1/changes', method: 'POST', headers, body }).then(async (answer) => {
        await answer.body.dump();
        if (answer.statusCode !== 200) throw new Error(`A POST was answered ${answer.statusCode}.`);
      }),
    );
  }
  await Promise.all(posted);
  await pool.close();
};

const singles = (server: ServerUnderTest): Promise<{ perSecond: number }> =>
  inProcess(new URL('ingest/singles.ts', import.meta.url), {
    address: server.address,
    token: server.token,
    connections: 64,
    requests: 10_000,
    from: Math.floor(Math.random() * 1e6),
  });

export const bench: Bench = {
  name: 'live',
  what: 'POST to server-sent event with subscribers at 100 changes/s, and the cost of 10,000 idle ones; size = subscribers',
  sizes: { full: 1000, quick: 100 },
  targets: { post_to_event_p99_ms: '<=150', ingest_with_idle_vs_without: '>=0.9' },
  run: async ({ url, size, say }) => {
    await using database = await freshDatabase(url);
    let live: Done;
    {
      await using server = await startServer(database.url);
      await post(server, rate); // warm-up
      await sleep(500);
      const listening = await subscribers(server, size, rate * seconds);
      await post(server, rate * seconds);
      live = await listening.done;
      say(
        `  ${size} subscribers, ${rate} changes/s for ${seconds} s: ${live.messages} messages, p50 ${live.p50.toFixed(0)} ms, p99 ${live.p99.toFixed(0)} ms, at most ${live.most.toFixed(0)} ms`,
      );
    }
    await using server = await startServer(database.url);
    const crowd = Math.min(idle, size * 10);
    await singles(server);
    const without: number[] = [];
    const withOne: number[] = [];
    const withIdle: number[] = [];
    const bytes: number[] = [];
    for (let round = 0; round < 3; round++) {
      without.push((await singles(server)).perSecond);
      await sleep(500);
      // With nobody listening no change is read back for the stream: one subscriber pays for that, ten thousand share it.
      const one = await subscribers(server, 1, 0, 'service:nothing-of-that-name');
      withOne.push((await singles(server)).perSecond);
      await one.finish();
      await sleep(500);
      const before = await server.memory();
      // They listen for what does not come: idle, while others' changes go by.
      const listening = await subscribers(server, crowd, 0, 'service:nothing-of-that-name');
      const after = await server.memory();
      bytes.push((after.rss - before.rss) / crowd);
      say(
        `  ${crowd} idle subscribers: ${Math.round(bytes.at(-1) ?? 0)} bytes each of resident memory (heap ${Math.round((after.heap - before.heap) / crowd)})`,
      );
      withIdle.push((await singles(server)).perSecond);
      await listening.finish();
      await sleep(500);
    }
    return {
      post_to_event_p50_ms: live.p50,
      post_to_event_p99_ms: live.p99,
      post_to_event_max_ms: live.most,
      // The first round: later ones are given memory that the first has left.
      idle_bytes_a_subscriber: bytes[0] ?? Number.NaN,
      ingest_per_s: median(without),
      ingest_with_idle_vs_one: median(withIdle.map((value, i) => value / (withOne[i] ?? Number.NaN))),
      ingest_with_idle_vs_without: median(withIdle.map((value, i) => value / (without[i] ?? Number.NaN))),
    };
  },
};
