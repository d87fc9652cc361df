import { isUtf8 } from 'node:buffer';

/** A line of a stream: its number from 1 and its bytes; `null` where it was too long to keep. */
export type NumberedLine = { readonly number: number; readonly bytes: Buffer | null };

const longestLine = 256 * 1024;

/** The lines of a stream as they come, without empty ones. Holds one line at most, and of one that is too long nothing. */
export async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<NumberedLine> {
  let begun: Buffer[] = [];
  let length = 0;
  let number = 0;
  const ended = (rest: Buffer): NumberedLine => {
    number += 1;
    const whole = length + rest.length;
    const bytes = whole > longestLine ? null : begun.length === 0 ? rest : Buffer.concat([...begun, rest]);
    begun = [];
    length = 0;
    return { number, bytes };
  };
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      const line = ended(chunk.subarray(from, end));
      from = end + 1;
      if (!isBlank(line.bytes)) yield line;
    }
    length += chunk.length - from;
    if (length > longestLine) begun = [];
    else if (from < chunk.length) begun.push(chunk.subarray(from));
  }
  if (length > 0) {
    const line = ended(Buffer.alloc(0));
    if (!isBlank(line.bytes)) yield line;
  }
}

/** Nothing but spaces, tabs and carriage returns. */
const isBlank = (bytes: Buffer | null): boolean =>
  bytes?.every((byte) => byte === 32 || byte === 9 || byte === 13) ?? false;

/** The value of a line, or undefined where it is not JSON in UTF-8. */
export const parsedLine = (bytes: Buffer): { value: unknown } | undefined => {
  if (!isUtf8(bytes)) return undefined;
  try {
    return { value: JSON.parse(bytes.toString('utf8')) };
  } catch {
    return undefined;
  }
};
