import { textAt } from '../json.ts';

/**
 * The installation: `sentry.io` for each of its hosts (acme.sentry.io, us.sentry.io), which one issue may be named by in turn; else the
 * host of a server of one's own. Ids count up within an installation.
 */
export const placeOf = (...urls: readonly (string | null)[]): string => {
  const host = urls
    .map((url) => /^https?:\/\/([^/\s]+)/i.exec(url ?? '')?.[1]?.toLowerCase())
    .find((it) => it !== undefined);
  return host === undefined || /(^|\.)sentry\.io$/.test(host) ? 'sentry.io' : host;
};

/** The slug of a project out of an address of Sentry's API: `…/projects/acme/front-end/…`. */
export const projectIn = (...urls: readonly (string | null)[]): string | null =>
  urls.map((url) => /\/projects\/[^/]+\/([^/?]+)/.exec(url ?? '')?.[1]).find((it) => it !== undefined) ??
  null;

/** What an alert says of the service: its project, by the name under which the catalog knows it too. */
export const aboutProject = (slug: string | null) =>
  slug === null
    ? { services: [], hints: [] }
    : { services: [slug], hints: [{ join: 'sentry', value: slug }] };

/** A tag of an event: Sentry writes tags as pairs. */
export const tagIn = (tags: readonly unknown[], name: string): string | null =>
  tags
    .map((pair) =>
      Array.isArray(pair)
        ? pair[0] === name && typeof pair[1] === 'string'
          ? pair[1]
          : null
        : textAt(pair, 'key') === name
          ? textAt(pair, 'value')
          : null,
    )
    .find((it) => it !== null) ?? null;
