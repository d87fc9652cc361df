import { type Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { refused } from './request-refusals.ts';

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

/** What RFC 9110 section 15.5.16 wants beside a 415 for the encoding. */
export const acceptedEncodings = 'gzip, deflate, br, zstd';

/** Fastify compares this with Content-Length, which counts the bytes before decompression. */
type Inflated = Readable & { receivedEncodedLength: number };

/**
 * The body, decompressed as it streams; never more than `limit` bytes come out, whatever a few kilobytes claim to hold. With
 * `perByte` as many may come out as have come in, times that: for a stream that is never held whole.
 * The request itself is not destroyed, only left: its connection still has to carry the answer.
 */
export const inflate = (body: Readable, encoding: string, limit: number, perByte = 0): Inflated => {
  const make = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
  if (make === undefined)
    throw refused('request.encoding', {
      detail: `Content-Encoding is ${JSON.stringify(encoding.slice(0, 40))}.`,
    });
  const decoder = make();
  let length = 0;
  const meter = new Transform({
    transform: (chunk: Buffer, _, done) => {
      length += chunk.length;
      const most = Math.max(limit, inflated.receivedEncodedLength * perByte);
      if (length <= most) return done(null, chunk);
      done(refused('request.too-large', { detail: `It decompresses to more than ${most} bytes.` }));
    },
  });
  const inflated = Object.assign(meter, { receivedEncodedLength: 0 });
  body.on('data', (chunk: Buffer) => {
    inflated.receivedEncodedLength += chunk.length;
  });
  // Fastify stops listening once it has refused a body; an error without a listener would end the process.
  meter.on('error', () => {});
  body.once('error', (error) => meter.destroy(error));
  decoder.once('error', () => meter.destroy(refused('request.not-decodable')));
  meter.once('close', () => {
    body.unpipe(decoder);
    body.resume();
    decoder.destroy();
  });
  body.pipe(decoder).pipe(meter);
  return inflated;
};
