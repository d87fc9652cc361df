// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const control = /[\u0000-\u001f\u007f]/;

/** Why a text cannot be part of a key, which is never cut nor mended because it would be another one; null where it can. */
export const faultOfKey = (text: string, mostBytes: number): string | null => {
  if (control.test(text)) return 'Holds control characters.';
  if (!text.isWellFormed()) return 'Holds half of a character (a lone surrogate).';
  return Buffer.byteLength(text) > mostBytes ? `Longer than ${mostBytes} bytes of UTF-8.` : null;
};
