import type { Http } from './http.ts';
import { refused } from './request-refusals.ts';

const shapeOf = (url: string): RegExp =>
  new RegExp(
    `^${url
      .split('/')
      .map((part) =>
        part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*'),
      )
      .join('/')}/?$`,
  );

/** 404 for a path nobody answers, 405 with Allow for one that answers to other methods (RFC 9110 section 15.5.6). */
export const unknownRoutes = (http: Http): void => {
  const known: { readonly shape: RegExp; readonly methods: readonly string[] }[] = [];
  http.addHook('onRoute', ({ url, method }) => {
    // A catch-all is a page's fallback; it says nothing about other methods.
    if (url !== '/*' && url !== '*') known.push({ shape: shapeOf(url), methods: [method].flat() });
  });
  http.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const allowed = new Set(known.filter(({ shape }) => shape.test(path)).flatMap(({ methods }) => methods));
    // `/assets/` looks like `/assets/*` and is not it.
    if (allowed.size === 0 || allowed.has(request.method)) throw refused('route.unknown');
    reply.header('allow', [...allowed].sort().join(', '));
    throw refused('route.method', { detail: `This path answers to ${[...allowed].sort().join(', ')}.` });
  });
};
