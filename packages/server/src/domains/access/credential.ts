import { createHash, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** What a credential is for: a machine's token, a browser's session, an invitation or the first run's welcome. */
export type CredentialKind = 'njt' | 'njs' | 'nji';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const base62 = (value: bigint, length: number): string => {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = digits[Number(rest % 62n)] + text;
  return text;
};

const bigintOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

/** 62^43 > 2^256 and 62^6 > 2^32. */
const secretLength = 43;
const checkLength = 6;

const checkOf = (text: string): string => base62(BigInt(crc32(text)), checkLength);

/** 96 bits, hexadecimal. */
export const credentialId = (random: Uint8Array): string =>
  Buffer.from(random).subarray(0, 12).toString('hex');

/**
 * `njt_<id>_<secret><checksum>`: a fixed beginning that secret scanners find, one double click selects it whole, and a CRC-32
 * that tells a typing error from a token that does not exist, without a look-up. `random` is 32 bytes.
 */
export const credential = (kind: CredentialKind, id: string, random: Uint8Array): string => {
  const text = `${kind}_${id}_${base62(bigintOf(random), secretLength)}`;
  return text + checkOf(text);
};

export type Parsed =
  | { readonly is: 'credential'; readonly id: string }
  /** It has our shape but was mistyped or cut. */
  | { readonly is: 'mistyped' }
  | { readonly is: 'foreign' };

export const parseCredential = (kind: CredentialKind, text: string): Parsed => {
  if (!text.startsWith(`${kind}_`)) return { is: 'foreign' };
  const match = /^[a-z]{3}_([\da-f]{24})_[\dA-Za-z]{49}$/.exec(text);
  const body = text.slice(0, -checkLength);
  if (match?.[1] === undefined || checkOf(body) !== text.slice(-checkLength)) return { is: 'mistyped' };
  return { is: 'credential', id: match[1] };
};

/** What is shown of it later. */
export const prefixOf = (text: string): string => text.slice(0, 12);

/**
 * SHA-256 without salt or stretching: the secret has 256 random bits, so there is nothing to guess, and a request costs a
 * microsecond instead of the 30 ms of a password.
 */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Compares two SHA-256 in hexadecimal in constant time. */
export const sameHash = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one, 'hex'), Buffer.from(other, 'hex')];
  return a.length === 32 && b.length === 32 && timingSafeEqual(a, b);
};
