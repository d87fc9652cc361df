/** Why the API of a cluster gave no answer that can be used. Its words never repeat what the server said. */
export class Trouble extends Error {
  /** Of the answer; null where there was none. */
  readonly status: number | null;

  constructor(says: string, status: number | null = null) {
    super(says);
    this.name = 'Trouble';
    this.status = status;
  }
}

/** Node's and TLS's names for what may befall a connection, in words. */
const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name could not be looked up',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'no way leads there',
  ENETUNREACH: 'no way leads there',
  ENOENT: 'a file that the configuration names is missing',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not signed by the authority configured',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not signed by the authority configured',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not signed by the authority configured',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/** What happened, in words of our own: a vendor's message may quote a header, a file or a command's output. */
export const troubleOf = (error: unknown): Trouble => {
  if (error instanceof Trouble) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new Trouble(words[code] ?? (/^[A-Z_0-9]{3,60}$/.test(code) ? `it failed: ${code}` : 'it failed'));
};
