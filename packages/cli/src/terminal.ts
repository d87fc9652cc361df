import { styleText } from 'node:util';
import type { Environment } from './environment.ts';

export type Style = Parameters<typeof styleText>[0];

/** Where words go: results to `out`, everything about them to `err`. */
export type Terminal = {
  readonly line: (text: string) => void;
  readonly say: (text: string) => void;
  /** One JSON document on a line of its own. */
  readonly json: (document: unknown) => void;
  /** How far a long task has come, on a terminal only and in place; null takes it away. */
  readonly status: (text: string | null) => void;
  readonly paint: (style: Style, text: string) => string;
  readonly paintErr: (style: Style, text: string) => string;
  readonly columns: number;
  /** The command itself, as it is to be typed here. */
  readonly nightjar: string;
  readonly isTty: boolean;
};

type Stream = { write: (text: string) => unknown; isTTY?: boolean; columns?: number };

/** JSON leaves these as they are, and some terminals obey them. */
const c1 = /[\u007f-\u009f]/g;
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

export const openTerminal = (out: Stream, err: Stream, { noColor, nightjar }: Environment): Terminal => {
  const painter = (stream: Stream) => (style: Style, text: string) =>
    noColor || !stream.isTTY ? text : styleText(style, text, { validateStream: false });
  let statusAt = 0;
  return {
    line: (text) => void out.write(`${text}\n`),
    say: (text) => void err.write(`${text}\n`),
    json: (document) => void out.write(`${JSON.stringify(document).replace(c1, escaped)}\n`),
    status: (text) => {
      if (!err.isTTY || (text !== null && Date.now() - statusAt < 200)) return;
      statusAt = Date.now();
      err.write(`\r\u001b[K${text ?? ''}`);
    },
    paint: painter(out),
    paintErr: painter(err),
    // Into a pipe or a file: wide enough that nothing is cut which a search might look for.
    columns: out.isTTY ? (out.columns ?? 80) : 400,
    nightjar,
    isTty: out.isTTY === true,
  };
};
