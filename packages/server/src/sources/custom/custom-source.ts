import { idOfContent, tokenIn } from '../proof.ts';
import type { Headers, Source } from '../source.ts';
import type { Compiled } from './compile.ts';
import { read } from './read.ts';

/** Headers that are kept with a payload, and that expressions may look at. None of them can hold a secret. */
const keptHeaders: readonly string[] = [
  'webhook-id',
  'webhook-timestamp',
  'x-delivery-id',
  'x-event',
  'x-event-id',
  'x-event-key',
  'x-event-name',
  'x-event-type',
  'x-webhook-id',
  'x-source',
  'x-environment',
  'x-service',
];

/** Ids that senders give a delivery and keep at a retry. */
const ids = ['webhook-id', 'x-delivery-id', 'x-webhook-id', 'x-event-id'] as const;
const events = ['x-event-type', 'x-event-name', 'x-event', 'x-event-key'] as const;

const firstOf = (headers: Headers, names: readonly string[]): string | null =>
  names
    .map((name) => headers[name]?.trim().slice(0, 200))
    .find((value) => value !== undefined && value !== '') ?? null;

export const sourceNameOf = (name: string): string => `custom/${name}`;

/** A sender of somebody's own, as it is set up: null while no mapping is published. */
export type Custom = {
  readonly name: string;
  readonly title: string;
  readonly published: { readonly version: number; readonly compiled: Compiled } | null;
};

/** The source at `/hooks/custom/<name>`. Until a mapping is published its payloads are kept unread, to try one upon. */
export const customSource = ({ name, title, published }: Custom): Source => ({
  name: sourceNameOf(name),
  reading: published?.version ?? 1,
  keeps: keptHeaders,
  setup: {
    title,
    group: 'anything',
    brings: 'Whatever its mapping makes of the JSON that it sends.',
    proof: 'token',
    steps: [
      'Let the sender POST JSON to {url}.',
      'Let it send the secret in the header Authorization: Bearer {secret}; where it can set no header, at the end of the address: {url}?key={secret}.',
      'Send one payload, and write the mapping upon it.',
    ],
    docs: 'https://cel.dev',
  },
  verify: tokenIn('x-webhook-token', 'x-api-key'),
  // Whether a time stands in the body nobody knows: the same bytes within the minute are a retry, later they are news. Where they
  // are a retry all the same, the mapping's key finds the same change, and the fold is what it was.
  identify: (headers, body, _, receivedAt) => ({
    delivery: firstOf(headers, ids) ?? `${idOfContent(body)} ${receivedAt.toISOString().slice(0, 16)}`,
    event: firstOf(headers, events) ?? 'json',
  }),
  map: ({ body, headers = {} }) =>
    published === null
      ? { is: 'unread', why: 'No mapping is published yet.' }
      : read(published.compiled, body, headers),
});
