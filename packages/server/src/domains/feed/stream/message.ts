import type { Line } from '../line.ts';
import { lineOf } from '../line.ts';
import type { Change } from '../wire.ts';

/** One observation as subscribers get it: its position, the change as it then stands, and the bytes on the wire, made once. */
export type Message = {
  readonly pos: number;
  readonly org: number;
  /** Null where the change is withdrawn: then everyone of the organisation is told. */
  readonly line: Line | null;
  readonly bytes: Buffer;
  /** Instead of `bytes`, for who was shown the change when it still matched. */
  readonly left: () => Buffer;
};

/** An event of the stream (WHATWG HTML, 9.2.6). Data is JSON, so it has no line breaks. */
const event = (name: string, data: string, id?: string): Buffer =>
  Buffer.from(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${data}\n\n`);

/** `<epoch>-<position>`: after a restore the same positions mean other facts. */
export const eventId = (epoch: number, pos: number): string => `${epoch}-${pos}`;

type About = { readonly pos: number; readonly org: number; readonly id: string };

/** Serialises each change once, however many of its observations are told. */
export const messagesOf = (
  epoch: number,
  facts: readonly About[],
  changes: ReadonlyMap<string, { readonly change: Change }>,
): Message[] => {
  const texts = new Map<string, { line: Line; text: string }>();
  return facts.map(({ pos, org, id }) => {
    const change = changes.get(id)?.change;
    const named = (name: string): Buffer => event(name, JSON.stringify({ id }), eventId(epoch, pos));
    let made: Buffer | undefined;
    const left = (): Buffer => {
      made ??= named('left');
      return made;
    };
    if (change === undefined) return { pos, org, line: null, bytes: named('withdrawn'), left };
    const known = texts.get(id) ?? { line: lineOf(org, change), text: JSON.stringify(change) };
    texts.set(id, known);
    return { pos, org, line: known.line, bytes: event('change', known.text, eventId(epoch, pos)), left };
  });
};

/** Tells a subscriber that what it missed is not sent: it must read the list again, and goes on from here. */
export const reset = (epoch: number, pos: number, reason: string): Buffer =>
  event('reset', JSON.stringify({ reason }), eventId(epoch, pos));

/** A comment keeps proxies from closing the connection; the bare id moves the point of resumption along. */
export const beat = (epoch: number, pos: number): Buffer =>
  Buffer.from(`: here\nid: ${eventId(epoch, pos)}\n\n`);
