import { readdirSync, readFileSync } from 'node:fs';
import { asSaid, type Locate } from '../../change/located.ts';
import { readDelivery } from '../reading.ts';
import type { Headers, Reader, Source } from '../source.ts';

/** A delivery as the vendor sends it, and the name of the file it stands in. */
export type Fixture = { readonly name: string; readonly headers: Headers; readonly body: unknown };

/** How a source's sender proves and names a delivery, and real payloads of its: what the contract suite runs on. */
export type Sender = {
  readonly source: Source;
  /** The headers that prove a body at a moment. */
  readonly sign: (body: Buffer, secret: string, now: Date) => Headers;
  /** Where the proof stands in the body: the body with it. */
  readonly sealed?: (body: unknown, secret: string) => unknown;
  /** The proof holds for some minutes only. */
  readonly expires?: true;
  readonly fixtures: readonly Fixture[];
  /** More payloads that must be read without failing, of which nothing else is said. */
  readonly corpus?: readonly { readonly event: string; readonly body: unknown }[];
};

/** The fixtures of a folder: each `NAME.json` holds `{ headers, body }`. What it reads as stands in `NAME.observed.json`. */
export const fixturesIn = (folder: URL): Fixture[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json') && !file.endsWith('.observed.json'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.json'.length),
      ...(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Omit<Fixture, 'name'>),
    }));

/** A fixture of a sender by its file's name, for tests that change it; what its body holds is theirs to know. */
export const fixtureOf = <Body>({ fixtures }: Sender, name: string) => {
  const found = fixtures.find((it) => it.name === name);
  if (found === undefined) throw new Error(`There is no fixture ${name}.`);
  return { headers: found.headers, body: found.body as Body };
};

/** The body of one of the sender's fixtures, to be changed; the test says what it knows of its shape. */
export const bodyIn = <Body = unknown>(sender: Sender, name: string): Body =>
  structuredClone(fixtureOf<Body>(sender, name).body);

/** When every fixture is received. */
export const receivedAt = new Date('2026-03-01T02:50:00.000Z');

/** What an adapter makes of a delivery, ready for the log, by itself: without a catalog, and with a clock that is right. */
export const readAs = (
  reader: Reader,
  event: string,
  body: unknown,
  delivery = 'd-1',
  locate: Locate = asSaid,
) => readDelivery(reader, { delivery, event, receivedAt, body }, { org: 1, locate, clockAheadMs: 0 });

/** What stands in `NAME.observed.json`: the observations or alerts, or why there is none. */
export const seenIn = ({ observed, alerts, nothing, why }: ReturnType<typeof readAs>): unknown => {
  if (nothing !== null) return { [nothing]: why };
  return alerts.length > 0
    ? alerts.map(({ observation }) => observation)
    : observed.map(({ observation }) => observation);
};
