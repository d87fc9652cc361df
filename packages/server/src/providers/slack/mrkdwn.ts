/**
 * Slack's mark-up (docs.slack.dev, "Formatting message text"). Text of others goes through `plain`, so that it can neither mention
 * anybody (`<!channel>`) nor make a link, nor change how what follows looks.
 */

/** Characters that would begin or end bold, struck, code: as others that look like them. An underscore counts at the edge of a word. */
const looks: readonly (readonly [RegExp, string])[] = [
  [/\*/g, '\u2217'],
  [/~/g, '\u223c'],
  [/`/g, '\u02cb'],
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\u02cd'],
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const control = /[\u0000-\u001f\u007f\u2028\u2029]+/g;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const cutEnd = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;

/** Text of others in one line of at most `most` characters, as it stands and as nothing else. */
export const plain = (text: string, most = 300): string => {
  const line = cutEnd(text.replace(control, ' ').trim(), most);
  return escaped(looks.reduce((it, [pattern, instead]) => it.replace(pattern, instead), line));
};

/** A link, where the address is one of the web; else its label alone. `label` is text of others. */
export const link = (url: string | null, label: string, most = 300): string => {
  const parsed = url === null || url.length > 2000 ? null : URL.parse(url);
  const shown = plain(label, most);
  if (parsed === null || !/^https?:$/.test(parsed.protocol) || shown === '') return shown;
  const href = parsed.href.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E');
  // A label with an upright stroke would end at it.
  return `<${href.replaceAll('&', '&amp;')}|${shown.replaceAll('|', '\u2223')}>`;
};

/** A moment in the reader's own time zone; in UTC where that cannot be shown. */
export const moment = (iso: string, form = '{date_short_pretty} {time}'): string => {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) return plain(iso, 40);
  return `<!date^${Math.floor(ms / 1000)}^${form}|${iso.slice(0, 16).replace('T', ' ')} UTC>`;
};
