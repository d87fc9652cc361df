/** Longest first, so that a secret which contains another goes as a whole. */
const byLength = (secrets: readonly string[]): string[] => [...secrets].sort((a, b) => b.length - a.length);

/** Control characters: text columns refuse NUL, and logs break on the rest. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant.
const control = /[\u0000-\u001f\u007f]+/g;

/** Text from outside as it may be kept and shown: one line of at most `most` characters, without any of the secrets. */
export const masked = (text: string, secrets: readonly string[], most = 500): string => {
  let clean = text.slice(0, most * 4);
  for (const secret of byLength(secrets)) {
    clean = clean.replaceAll(secret, '…').replaceAll(encodeURIComponent(secret), '…');
  }
  clean = clean.replace(control, ' ').trim();
  return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean;
};
