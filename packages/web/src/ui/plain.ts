/** Control characters, and those that turn the direction of what follows them: what a sender wrote is shown, not obeyed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unsafe = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/** What has no width and joins nothing: a name of such characters alone would be an empty place. Joiners of emoji and of scripts stay. */
const unseen = /[\u00ad\u061c\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]+/g;

/** One line of text, safe to show beside others. */
export const plain = (text: string): string => text.replace(unsafe, ' ').replace(unseen, '').trim();

/** The same with its lines kept. */
export const paragraphs = (text: string): string => text.split(/\r?\n/).map(plain).join('\n');

/** As much of a text as a line needs, cut between characters; a text that shows nothing says so. */
export const brief = (text: string, most = 300): string => {
  const some = plain(text.slice(0, most));
  // Half of a pair is no character.
  const whole = /[\ud800-\udbff]$/.test(some) ? some.slice(0, -1) : some;
  return whole === '' ? '(no readable text)' : whole;
};
