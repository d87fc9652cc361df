const followed: ReadonlySet<string> = new Set(['https:', 'http:', 'mailto:', 'tel:']);

/** An address a reader may be sent to. Senders' links are checked on the way in; a page that shows them checks again. */
export const safeUrl = (url: string): string | null => {
  try {
    const { protocol, href } = new URL(url);
    return followed.has(protocol) ? href : null;
  } catch {
    return null;
  }
};
