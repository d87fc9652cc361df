import { connect, type Socket } from 'node:net';

// Subscribers, in a process of their own, over plain sockets: an HTTP client for each would cost more than what is measured.
const { address, token, count, expect, query } = JSON.parse(process.argv[2] ?? '') as {
  address: string;
  token: string;
  count: number;
  /** Changes each subscriber waits for; 0 keeps the connections open until told. */
  expect: number;
  query: string;
};
const { hostname, port } = new URL(address);
const request = `GET /api/v1/changes/stream?q=${encodeURIComponent(query)} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${token}\r\nAccept: text/event-stream\r\n\r\n`;
const mark = Buffer.from('sent@');
const sockets: Socket[] = [];
const delays: number[] = [];
let complete = 0;

const now = (): number => performance.timeOrigin + performance.now();

const subscribe = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(request));
    let seen = 0;
    let open = false;
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      if (!open) {
        if (!chunk.includes(' 200 ')) return reject(new Error(chunk.toString().slice(0, 300)));
        open = true;
        resolve();
      }
      // The title holds the moment of sending; each message has it once.
      for (let at = chunk.indexOf(mark); at !== -1; at = chunk.indexOf(mark, at + 1)) {
        const text = chunk.toString('latin1', at + mark.length, at + mark.length + 13);
        delays.push(now() - Number(text));
        if (++seen === expect && ++complete === count) finish();
      }
    });
    sockets.push(socket);
  });

const finish = (): void => {
  delays.sort((a, b) => a - b);
  const at = (p: number) => delays[Math.floor(delays.length * p)] ?? -1;
  process.send?.({
    is: 'done',
    messages: delays.length,
    p50: at(0.5),
    p99: at(0.99),
    most: delays.at(-1) ?? -1,
  });
  for (const socket of sockets) socket.destroy();
  process.disconnect?.();
};

process.on('message', (message) => {
  if (message === 'finish') finish();
});
for (let at = 0; at < count; at += 200) {
  await Promise.all(Array.from({ length: Math.min(200, count - at) }, subscribe));
}
process.send?.({ is: 'open' });
