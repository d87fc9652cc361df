import { fixturesIn, type Sender } from '../../testing/sender.ts';
import { googleCloudAudit } from '../index.ts';

/** Fixtures hold the entry open, for people to read; Pub/Sub packs it. */
const packed = (body: unknown): unknown => {
  const { message, ...envelope } = body as { readonly message?: { readonly data?: unknown } };
  return typeof message?.data === 'object'
    ? {
        message: { ...message, data: Buffer.from(JSON.stringify(message.data)).toString('base64') },
        ...envelope,
      }
    : body;
};

export const sender: Sender = {
  source: googleCloudAudit,
  sign: (_, secret) => ({ authorization: `Bearer ${secret}` }),
  fixtures: fixturesIn(new URL('../fixtures/', import.meta.url)).map((it) => ({
    ...it,
    body: packed(it.body),
  })),
};
