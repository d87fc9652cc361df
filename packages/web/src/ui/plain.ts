/** Control characters, and those that turn the direction of what follows them: what a sender wrote is shown, not obeyed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unsafe = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/** One line of text, safe to show beside others. */
export const plain = (text: string): string => text.replace(unsafe, ' ').trim();

/** The same with its lines kept. */
export const paragraphs = (text: string): string => text.split(/\r?\n/).map(plain).join('\n');
