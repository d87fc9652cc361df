const mask = '[redacted]';

const secretName = /token|secret|passw|pwd|code|key|sig|auth|session|credential|jwt/i;

/** Tokens of our own, wherever they stand. */
const ownToken = /njt_[A-Za-z0-9_-]{8,}/g;

/** A URL as it may stand in a log: without the values of parameters whose names sound secret, and without tokens. */
export const redactedUrl = (url: string): string => {
  const start = url.indexOf('?');
  if (start === -1) return url.replaceAll(ownToken, mask);
  const query = url
    .slice(start + 1)
    .split('&')
    .map((pair) => {
      const name = pair.split('=', 1)[0] ?? '';
      return secretName.test(name) || name.includes('%') ? `${name}=${mask}` : pair;
    })
    .join('&');
  return `${url.slice(0, start)}?${query}`.replaceAll(ownToken, mask);
};

const secretHeaders = ['authorization', 'cookie', 'set-cookie', 'x-api-key', 'proxy-authorization'];

/** For pino: whatever carries headers is logged without those that hold secrets. */
export const redaction = {
  paths: ['', '*.', '*.*.'].flatMap((depth) =>
    secretHeaders.map((name) =>
      /^\w+$/.test(name) ? `${depth}${name}` : `${depth.replace(/\.$/, '')}["${name}"]`,
    ),
  ),
  censor: mask,
};
