type Why = 'building' | 'failed' | 'gone';

const says: Readonly<Record<Why, { readonly title: string; readonly lines: readonly string[] }>> = {
  building: {
    title: 'Nightjar is building its pages',
    lines: [
      'This happens once for each version and takes a little longer here. This page opens by itself as soon as they are there.',
      '<noscript>Load this page again in a moment.</noscript>',
    ],
  },
  failed: {
    title: 'Nightjar could not build its pages',
    lines: [
      'The API, the webhooks and the command line work: nothing that is sent gets lost.',
      'The reason stands in the server’s log. Run <code>npm ci</code> again, see that the data folder can be written, and start Nightjar anew.',
      'Until then: <code>npm run nightjar -- feed --follow</code>',
    ],
  },
  gone: {
    title: 'This file belongs to another version of the page',
    lines: ['Nightjar was updated. Load <a href="/">the feed</a> again.'],
  },
};

/** Where the script stands that opens the page once it is built: a policy that is strict lets none stand in the page. */
export const againPath = '/again.js';

/**
 * Asks for the page until it is something else than 'wait', and loads it then: what stands behind the # of a welcome link stays.
 * Nobody is moved before, as a page that loads itself every few seconds would do to who has it read aloud.
 */
export const again = `const ask = async () => {
  const answer = await fetch(location.pathname, { cache: 'no-store' }).catch(() => null);
  if (answer !== null && !answer.headers.has('retry-after')) location.reload();
  else setTimeout(ask, 2_000);
};
void ask();
`;

/** A page without style, for when there is none of ours to give. It holds nothing from outside. */
export const plainPage = (why: Why): string => {
  const { title, lines } = says[why];
  const script = why === 'building' ? `<script src="${againPath}" defer></script>` : '';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="dark light"><title>${title}</title>${script}</head><body><h1>${title}</h1>${lines.map((line) => `<p>${line}</p>`).join('')}</body></html>`;
};
