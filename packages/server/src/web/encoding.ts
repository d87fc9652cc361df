import type { Encoding, PageFile } from './pages.ts';

/** What a header allows of what it lists (RFC 9110, 12.4.2): a name or `*`, with weight 0 for "never". */
const weightOf = (header: string, encoding: string): number => {
  let star = 0;
  for (const part of header.split(',')) {
    const [name = '', ...parameters] = part.split(';').map((it) => it.trim().toLowerCase());
    const q = parameters.find((it) => it.startsWith('q='));
    const weight = q === undefined ? 1 : Number(q.slice(2));
    if (name === encoding || (name === 'x-gzip' && encoding === 'gzip'))
      return Number.isNaN(weight) ? 0 : weight;
    if (name === '*') star = Number.isNaN(weight) ? 0 : weight;
  }
  return star;
};

/** The smallest body the client takes: brotli before gzip at equal weight, plain where neither is wanted. */
export const encodingFor = (header: string | undefined, bodies: PageFile['bodies']): Encoding => {
  let best: Encoding = 'identity';
  let most = 0;
  for (const encoding of ['br', 'gzip'] as const) {
    if (bodies[encoding] === undefined) continue;
    const weight = weightOf(header ?? '', encoding);
    if (weight > most) [best, most] = [encoding, weight];
  }
  return best;
};

/** Whether `If-None-Match` names this entity tag; weak comparison (RFC 9110, 13.1.2). */
export const matches = (header: string | undefined, etag: string): boolean =>
  header !== undefined &&
  (header.trim() === '*' || header.split(',').some((it) => it.trim().replace(/^W\//, '') === etag));

/** Whether who asks says that they read pages (RFC 9110, 12.5.1): a browser does; what takes anything does not say so. */
export const takesHtml = (header: string | undefined): boolean => weightOf(header ?? '', 'text/html') > 0;
