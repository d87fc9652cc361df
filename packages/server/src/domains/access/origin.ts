/** What a browser says about where a request comes from. */
export type Provenance = {
  readonly method: string;
  readonly host: string;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
};

const changesNothing = new Set(['GET', 'HEAD', 'OPTIONS']);

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);

/**
 * Whether a request that a browser sent with its cookie was made by one of our own pages (OWASP, CSRF Prevention: Fetch
 * Metadata, and Origin where a browser sends none, as Chrome and Firefox do over plain HTTP). `nowhere`: it carries neither.
 */
export const provenance = (
  { method, host, origin, secFetchSite }: Provenance,
  publicUrl: string | null,
): 'ours' | 'foreign' | 'nowhere' => {
  if (changesNothing.has(method)) return 'ours';
  if (secFetchSite !== undefined) return secFetchSite === 'same-origin' ? 'ours' : 'foreign';
  if (origin === undefined) return 'nowhere';
  const from = hostOf(origin);
  if (from === null) return 'foreign';
  return from === host || (publicUrl !== null && from === hostOf(publicUrl)) ? 'ours' : 'foreign';
};
