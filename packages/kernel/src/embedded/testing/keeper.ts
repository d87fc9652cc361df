import { startEmbedded } from '../embedded.ts';

/** A process that keeps a database up, as a server does: says so in one line of JSON, stops when its input ends. */
const [data = ''] = process.argv.slice(2);
try {
  const { url, pid, stop } = await startEmbedded({
    data,
    log: (line) => console.error(line),
    settings: { fsync: 'off' },
  });
  console.log(JSON.stringify({ url, pid }));
  process.stdin.resume().on('end', () => void stop());
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
