import { scryptSync } from 'node:crypto';
import { refuse } from './refusals.ts';

const shortestPassphrase = 16;

/** RFC 7914; 32 MiB and about a tenth of a second, once at a start. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 } as const;

/** 32 bytes in base64 or base64url; null for anything else. */
export const bytesIn = (text: string): Buffer | null => {
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === 32 ? bytes : null;
};

/**
 * The key that a setting names: 32 bytes as they are, or a passphrase stretched by scrypt. `salt` is the log's own id, which a
 * backup carries, so that the same passphrase opens what is restored.
 */
export const keyInSetting = (setting: string, salt: string): Buffer => {
  const bytes = bytesIn(setting);
  if (bytes !== null) return bytes;
  if (setting.length < shortestPassphrase) throw refuse('vault.key-setting');
  return scryptSync(setting, salt, 32, cost);
};
