/** Slack's mark-up as the words that are read (docs.slack.dev, "Formatting message text"): labels of links, names of people. */
export const plainText = (marked: string): string =>
  marked
    .slice(0, 4000)
    .replace(/```[\s\S]*?(?:```|$)/g, ' ')
    .replace(/<(?:https?|mailto):[^|>]*\|([^>]*)>/gi, '$1')
    .replace(/<(?:https?|mailto):[^>]*>/gi, ' ')
    .replace(/<[@#][A-Z0-9]+\|([^>]*)>/g, '$1')
    .replace(/<[@#!][^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/(^|\s):[a-z][a-z0-9_+-]{0,60}:(?=\s|$|[!.,])/gi, '$1')
    .replace(/\p{Extended_Pictographic}\uFE0F?/gu, '')
    .replace(/[*`~]/g, '')
    .replace(/(^|\s)_([^_\n]{1,200})_(?=\s|$|[.,!])/g, '$1$2')
    .replace(/[^\S\n]+/g, ' ');

/** The addresses that a text links to, with their labels, in their order. */
export const linksIn = (marked: string): { readonly label: string; readonly url: string }[] =>
  [...marked.slice(0, 8000).matchAll(/<(https?:\/\/[^|>\s]{1,2000})(?:\|([^>]{1,200}))?>/gi)].map(
    ([, url = '', label]) => ({ label: label?.trim() || 'link', url: url.replaceAll('&amp;', '&') }),
  );
