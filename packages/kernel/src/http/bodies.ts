import type { Http } from './http.ts';
import { acceptedEncodings, inflate } from './inflate.ts';
import { parseJson } from './json.ts';
import { refused } from './request-refusals.ts';

const utf8 = new Set(['utf-8', 'utf8', 'us-ascii']);

const charsetOf = (contentType: string | undefined): string | undefined =>
  /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(contentType ?? '')?.[1]?.toLowerCase();

/** Lines of JSON compress to a tenth or a thirtieth; what unpacks to more than this many times its size is made to do so. */
const densestStream = 300;

/**
 * How bodies are read: in UTF-8, decompressed under the route's limit, JSON by our own parser. A route that wants the raw
 * bytes or a stream registers a parser of its own in its plugin; what it is given is decompressed already.
 */
export const readBodies = (http: Http): void => {
  http.addHook('preParsing', (request, reply, payload, done) => {
    const charset = charsetOf(request.headers['content-type']);
    if (charset !== undefined && !utf8.has(charset))
      return done(
        refused('request.charset', { detail: `Content-Type says ${JSON.stringify(charset.slice(0, 40))}.` }),
      );
    const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
    const { encodings = [] } = request.routeOptions.config;
    if (encoding === 'identity' || encoding === '' || encodings.includes(encoding))
      return done(null, payload);
    try {
      const { bodyLimit, config } = request.routeOptions;
      const isStream = config.streams?.test(request.headers['content-type'] ?? '') ?? false;
      const body = inflate(request.raw, encoding, bodyLimit, isStream ? densestStream : 0);
      // A body that was refused by its headers is never read to its end.
      reply.raw.once('close', () => body.destroy());
      done(null, body);
    } catch (refusal) {
      reply.header('accept-encoding', acceptedEncodings);
      done(refusal as Error);
    }
  });
  http.removeAllContentTypeParsers();
  http.addContentTypeParser(
    /^application\/(?:[\w.!#$&^-]+\+)?json(?:;|$)/,
    { parseAs: 'buffer' },
    (_, body: Buffer, done) => {
      try {
        // A request without a body is the schema's to judge.
        done(null, body.length === 0 ? undefined : parseJson(body));
      } catch (refusal) {
        done(refusal as Error);
      }
    },
  );
};
