import type { IncomingMessage } from 'node:http';
import { Trouble } from './trouble.ts';

const newline = 0x0a;

/** A body of at most `most` bytes, as text. */
export const wholeText = async (body: IncomingMessage, most: number): Promise<string> => {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > most) throw new Trouble(`it answered more than ${most / 2 ** 20} MiB`);
    pieces.push(piece);
  }
  if (!body.complete) throw new Trouble('the connection was cut');
  return Buffer.concat(pieces).toString('utf8');
};

/** Lines as they come, none longer than `most` bytes. What follows the last end of a line is no line. */
export async function* linesOf(body: IncomingMessage, most: number): AsyncGenerator<string> {
  let begun: Buffer[] = [];
  let size = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, from)) {
      const line = Buffer.concat([...begun, piece.subarray(from, end)]).toString('utf8');
      begun = [];
      size = 0;
      from = end + 1;
      if (line.trim() !== '') yield line;
    }
    size += piece.length - from;
    if (size > most) throw new Trouble(`it sent a line of more than ${most / 2 ** 20} MiB`);
    if (from < piece.length) begun.push(piece.subarray(from));
  }
}

/** JSON, or undefined. */
export const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
