import { readdirSync } from 'node:fs';
import type { Headers, Source } from '@nightjar/server/sources/source';
import type { Sender } from '@nightjar/server/sources/testing/sender';

/** A delivery as it arrives at the front door: bytes and headers, its proof among them. */
export type Arriving = { readonly source: Source; readonly headers: Headers; readonly body: Buffer };

export const secret = 'bench-secret-0123456789';
/** When all of it arrives: proofs that expire are made at this moment. */
export const arrivedAt = new Date('2026-03-01T02:50:00.000Z');

const folder = new URL('../../../packages/server/src/sources/', import.meta.url);

const senders = async (): Promise<Sender[]> => {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((it) =>
    /^[^/]+\/testing\/sender\.ts$/.test(it),
  );
  const loaded = names
    .sort()
    .map(async (it) => ((await import(new URL(it, folder).href)) as { sender: Sender }).sender);
  return Promise.all(loaded);
};

const proved = ({ source, sign, sealed }: Sender, body: unknown, headers: Headers): Arriving => {
  const bytes = Buffer.from(JSON.stringify(sealed?.(body, secret) ?? body));
  return { source, headers: { ...headers, ...sign(bytes, secret, arrivedAt) }, body: bytes };
};

/** Every fixture of every source, and every payload of @octokit/webhooks-examples. */
export const allDeliveries = async (): Promise<Arriving[]> =>
  (await senders()).flatMap((sender) => [
    ...sender.fixtures.map(({ headers, body }) => proved(sender, body, headers)),
    ...(sender.corpus ?? []).map(({ event, body }, nth) =>
      proved(sender, body, { 'x-github-event': event, 'x-github-delivery': `corpus-${nth}` }),
    ),
  ]);
