import type { Http } from './http.ts';

/** Pages load only what the house itself serves; no inline script or style, no frames around them. */
const page = [
  "default-src 'self'",
  "img-src 'self' data:",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Data is not a page: if a browser is made to show it, nothing in it runs. */
const data = "default-src 'none'; frame-ancestors 'none'; sandbox";

const always = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

const ofPage = {
  ...always,
  'content-security-policy': page,
  // Filters and names of services stand in the address, so no other site is told it.
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

const ofData = { ...always, 'content-security-policy': data, 'referrer-policy': 'no-referrer' };

/**
 * The one table of headers that keep a browser from doing harm with an answer, by the answer's type. Who writes a head by
 * hand (a hijacked stream) sends these with it.
 */
export const securityHeaders = (contentType: string): Readonly<Record<string, string>> =>
  contentType.startsWith('text/html') ? ofPage : ofData;

/**
 * Sets those that a route has not set itself. No Access-Control header is ever sent: pages of other origins cannot read an
 * answer.
 */
export const secureHeaders = (http: Http): void => {
  http.addHook('onSend', (_, reply, payload, done) => {
    const headers = securityHeaders(String(reply.getHeader('content-type') ?? ''));
    for (const [name, value] of Object.entries(headers))
      if (!reply.hasHeader(name)) reply.header(name, value);
    done(null, payload);
  });
};
