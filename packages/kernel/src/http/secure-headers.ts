import type { Http } from './http.ts';

/** Pages load only what the house itself serves; no inline script or style, no frames around them. */
const page = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Data is not a page: if a browser is made to show it, nothing in it runs. */
const data = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** No Access-Control header is ever sent: pages of other origins cannot read an answer. */
export const secureHeaders = (http: Http): void => {
  http.addHook('onSend', (_, reply, payload, done) => {
    const isPage = String(reply.getHeader('content-type') ?? '').startsWith('text/html');
    reply.headers({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': isPage ? page : data,
    });
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    done(null, payload);
  });
};
