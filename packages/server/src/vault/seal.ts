import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** What seals secrets: 32 bytes, and a mark by which a secret that another key has sealed is told from a damaged one. */
export type VaultKey = { readonly bytes: Buffer; readonly mark: Buffer };

/** What a secret belongs to. It is sealed with it: in another row, or under another name, it opens no more. */
export type About = {
  readonly org: number;
  readonly owner: string;
  readonly name: string;
  readonly id: string;
};

export type Opened =
  | { readonly is: 'open'; readonly value: string }
  /** Sealed with a key that is not the one at hand. */
  | { readonly is: 'other-key' }
  /** Sealed with this key, and changed or moved since. */
  | { readonly is: 'damaged' };

const version = 1;
const [markBytes, nonceBytes, tagBytes] = [8, 12, 16];
const headBytes = 1 + markBytes + nonceBytes + tagBytes;

export const vaultKey = (bytes: Buffer): VaultKey => ({
  bytes,
  mark: createHash('sha256').update('nightjar secret key\0').update(bytes).digest().subarray(0, markBytes),
});

const addressOf = ({ org, owner, name, id }: About): Buffer =>
  Buffer.from(JSON.stringify([version, org, owner, name, id]));

/** AES-256-GCM with a nonce of its own: version, mark of the key, nonce, tag, and what was sealed. */
export const seal = (key: VaultKey, value: string, about: About): Buffer => {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(addressOf(about));
  const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([version]), key.mark, nonce, cipher.getAuthTag(), sealed]);
};

/** Never throws: a row that cannot be opened is a state to be shown. */
export const open = (key: VaultKey, sealed: Buffer, about: About): Opened => {
  if (sealed.length < headBytes || sealed[0] !== version) return { is: 'damaged' };
  const [mark, rest] = [sealed.subarray(1, 1 + markBytes), sealed.subarray(1 + markBytes)];
  if (!mark.equals(key.mark)) return { is: 'other-key' };
  const nonce = rest.subarray(0, nonceBytes);
  const tag = rest.subarray(nonceBytes, nonceBytes + tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: tagBytes })
    .setAAD(addressOf(about))
    .setAuthTag(tag);
  try {
    const plain = Buffer.concat([decipher.update(rest.subarray(nonceBytes + tagBytes)), decipher.final()]);
    return { is: 'open', value: plain.toString('utf8') };
  } catch {
    return { is: 'damaged' };
  }
};
