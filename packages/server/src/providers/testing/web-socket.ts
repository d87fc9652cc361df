import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** As much of a WebSocket server (RFC 6455) as a vendor's socket needs: texts, pings and an end. */
export type Socket = {
  readonly send: (text: string) => void;
  /** With a close frame. */
  readonly end: () => void;
  /** As a machine that is switched off. */
  readonly cut: () => void;
};

const frame = (opcode: number, payload: Buffer): Buffer => {
  const { length } = payload;
  const head =
    length < 126
      ? Buffer.from([0x80 | opcode, length])
      : Buffer.from([0x80 | opcode, 126, length >> 8, length & 0xff]);
  return Buffer.concat([head, payload]);
};

type Frame = { readonly opcode: number; readonly payload: Buffer; readonly rest: Buffer };

const frameIn = (bytes: Buffer): Frame | null => {
  if (bytes.length < 6) return null;
  const short = (bytes[1] ?? 0) & 0x7f;
  const at = short === 126 ? 4 : 2;
  const length = short === 126 ? bytes.readUInt16BE(2) : short;
  if (bytes.length < at + 4 + length) return null;
  const mask = bytes.subarray(at, at + 4);
  const payload = Buffer.from(bytes.subarray(at + 4, at + 4 + length));
  for (let nth = 0; nth < payload.length; nth += 1) payload[nth] = (payload[nth] ?? 0) ^ (mask[nth % 4] ?? 0);
  return { opcode: (bytes[0] ?? 0) & 0x0f, payload, rest: bytes.subarray(at + 4 + length) };
};

/** Answers the upgrade of a request, and hands over what is said. */
export const accept = (
  request: IncomingMessage,
  stream: Duplex,
  on: { readonly text: (text: string) => void; readonly closed: () => void },
): Socket => {
  const key = request.headers['sec-websocket-key'] ?? '';
  const proof = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  stream.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${proof}\r\n\r\n`,
  );
  let bytes = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (let it = frameIn(bytes); it !== null; it = frameIn(bytes)) {
      bytes = Buffer.from(it.rest);
      if (it.opcode === 1) on.text(it.payload.toString('utf8'));
      if (it.opcode === 9) stream.write(frame(10, it.payload));
      if (it.opcode === 8) stream.end(frame(8, it.payload));
    }
  });
  stream.on('error', () => {});
  stream.on('close', on.closed);
  return {
    send: (text) => void stream.write(frame(1, Buffer.from(text))),
    end: () => void stream.write(frame(8, Buffer.from([0x03, 0xe8]))),
    cut: () => void stream.destroy(),
  };
};
