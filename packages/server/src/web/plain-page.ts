type Why = 'building' | 'failed' | 'gone';

const says: Readonly<Record<Why, { readonly title: string; readonly lines: readonly string[] }>> = {
  building: {
    title: 'Nightjar is building its pages',
    lines: [
      'This happens once for each version and takes a little longer here. Load this page again in a moment.',
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

/** A page without style or script, for when there is none of ours to give. It holds nothing from outside. */
export const plainPage = (why: Why): string => {
  const { title, lines } = says[why];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="dark light"><title>${title}</title></head><body><h1>${title}</h1>${lines.map((line) => `<p>${line}</p>`).join('')}</body></html>`;
};
