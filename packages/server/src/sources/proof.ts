import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Source } from './source.ts';

type Verify = Source['verify'];

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export const sameText = (a: string, b: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
};

/** Every one is tried even after one has held, so that the time taken does not tell which. */
const any = (secrets: readonly string[], holds: (secret: string) => boolean): boolean =>
  secrets.map(holds).includes(true);

type HmacShape = {
  /** In small letters. */
  readonly header: string;
  readonly algorithm?: 'sha1' | 'sha256' | 'sha512';
  readonly encoding?: 'hex' | 'base64';
  /** What stands before each signature: `sha256=`, `v1=`. */
  readonly prefix?: string;
};

const encoded = {
  hex: (bytes: number) => new RegExp(`^[0-9a-f]{${bytes * 2}}$`, 'i'),
  base64: () => /^[A-Za-z0-9+/]{20,90}={0,2}$/,
} as const;
const lengths = { sha1: 20, sha256: 32, sha512: 64 } as const;

/**
 * An HMAC over the raw bytes in a header, as most senders sign. During a rotation some send several signatures, separated
 * by commas or spaces: one of them has to hold.
 */
export const hmacOfBody = ({
  header,
  algorithm = 'sha256',
  encoding = 'hex',
  prefix = '',
}: HmacShape): Verify => {
  const form = encoded[encoding](lengths[algorithm]);
  return (body, headers, secrets) => {
    const given = headers[header];
    if (given === undefined) return 'unsigned';
    const signatures = given
      .slice(0, 4_000)
      .split(/[,\s]+/)
      .filter((part) => part.startsWith(prefix))
      .map((part) => part.slice(prefix.length))
      .filter((part) => form.test(part))
      .map((part) => Buffer.from(part, encoding))
      .filter((bytes) => bytes.length === lengths[algorithm]);
    if (signatures.length === 0) return 'forged';
    const held = any(secrets, (secret) => {
      const right = createHmac(algorithm, secret).update(body).digest();
      return signatures.map((signature) => timingSafeEqual(signature, right)).includes(true);
    });
    return held ? 'genuine' : 'forged';
  };
};

const basic = (credentials: string): string[] => {
  const plain = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = plain.indexOf(':');
  return colon === -1 ? [plain] : [plain.slice(colon + 1), plain.slice(0, colon)];
};

/** The tokens that an Authorization header may hold: `Bearer x`, `Token x`, `x`, and either half of Basic credentials. */
const inAuthorization = (value: string): string[] => {
  const [, scheme = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(value.trim()) ?? [];
  if (/^basic$/i.test(scheme)) return basic(rest);
  return rest === '' ? [value.trim()] : [rest.trim()];
};

/**
 * A secret that the sender sends along, for those who cannot sign: in the named headers, as they are, or in `Authorization`
 * (Bearer, Basic or plain). The front door puts the parameter `key` of the address there where there is no such header.
 */
export const tokenIn =
  (...names: readonly string[]): Verify =>
  (_, headers, secrets) => {
    const given = [...new Set([...names, 'authorization'])].flatMap((name) => {
      const value = headers[name]?.slice(0, 4_000);
      if (value === undefined || value.trim() === '') return [];
      return name === 'authorization' ? inAuthorization(value) : [value.trim()];
    });
    if (given.length === 0) return 'unsigned';
    return any(secrets, (secret) => given.map((token) => sameText(token, secret)).includes(true))
      ? 'genuine'
      : 'forged';
  };

/** How old a signed moment may be, and how far ahead: what Slack, Stripe and Standard Webhooks ask for. */
const mostSeconds = 300;

/** Whether a moment in seconds since 1970 is near enough to now. */
export const isRecent = (seconds: string, now: Date): boolean =>
  /^\d{1,12}$/.test(seconds) && Math.abs(now.getTime() / 1000 - Number(seconds)) <= mostSeconds;

/**
 * Standard Webhooks (github.com/standard-webhooks): `webhook-signature` holds `v1,<base64>` of HMAC-SHA256 over
 * `<id>.<timestamp>.<body>`, several of them separated by spaces. A secret may be written `whsec_<base64>`.
 * npm standardwebhooks does not serve: it wants the body as a string, and throws where we want a verdict.
 */
export const standardWebhook: Verify = (body, headers, secrets, now) => {
  const [id, timestamp, given] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => headers[name]?.trim() ?? '',
  );
  if (!given) return 'unsigned';
  if (!id || !timestamp) return 'forged';
  const signatures = given
    .slice(0, 4_000)
    .split(/\s+/)
    .flatMap((part) => (/^v1,[A-Za-z0-9+/]{43}=$/.test(part) ? [Buffer.from(part.slice(3), 'base64')] : []));
  const held = any(secrets, (secret) => {
    // As a text a key is taken six times as fast. Anybody could sign with what is written `whsec_` and is no base64.
    const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : secret;
    if (key.length === 0) return false;
    const right = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
    return signatures.map((signature) => timingSafeEqual(signature, right)).includes(true);
  });
  if (!held) return 'forged';
  return isRecent(timestamp, now) ? 'genuine' : 'stale';
};

/** A delivery that its sender gives no id is named by its content: the same bytes again are the same delivery. */
export const idOfContent = (body: Buffer): string =>
  `content:${createHash('sha256').update(body).digest('hex').slice(0, 32)}`;
