import { once } from 'node:events';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inflate } from './inflate.ts';

test('a bomb that nobody listens to any more ends quietly', async () => {
  const body = Readable.from([gzipSync(Buffer.alloc(1_000_000))]);
  const inflated = inflate(body, 'gzip', 100);
  // Not `once(inflated, …)`: it would listen for the error itself.
  await new Promise((resolve) => inflated.on('close', resolve));
  expect(inflated.destroyed).toBe(true);
});

test('what comes out is counted, and so is what went in', async () => {
  const compressed = gzipSync(Buffer.alloc(1000, 'x'));
  const inflated = inflate(Readable.from([compressed]), 'gzip', 1000);
  let length = 0;
  inflated.on('data', (chunk: Buffer) => {
    length += chunk.length;
  });
  await once(inflated, 'end');
  expect([length, inflated.receivedEncodedLength]).toEqual([1000, compressed.length]);
});
