/** An address a reader may be sent to. Senders' links are checked on the way in; a page that shows them checks again. */
export const safeUrl = (url: string): string | null => {
  try {
    const { protocol, href } = new URL(url);
    return protocol === 'https:' || protocol === 'http:' ? href : null;
  } catch {
    return null;
  }
};
