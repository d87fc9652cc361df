/** A part of a sentence: as it reads, or as it is typed at the sender. */
export type Piece = { readonly text: string; readonly typed: boolean };

/** Where the secret stands in the texts of the server. */
const place = '{secret}';

/** What stands for a secret that is not known any more. */
export const hidden = '••••••••';

/** A step of a sender that makes the secret itself: there is none to be filled in. */
export const inWords = (step: string): string => step.replaceAll(place, 'the secret of this source');

/** The texts with the secret in its place, where it has just been made. */
export const withSecret = (text: string, secret: string | null): string =>
  text.replaceAll(place, () => secret ?? hidden);

/** A step at the sender, taken apart so that addresses and secrets in it can be copied. */
export const piecesOf = (step: string, url: string, secret: string | null): Piece[] => {
  const copied = [url, secret ?? hidden];
  const pieces: { text: string; typed: boolean }[] = [];
  const add = (text: string, typed: boolean): void => {
    const last = pieces.at(-1);
    if (text === '') return;
    if (last === undefined || last.typed || typed) pieces.push({ text, typed });
    else last.text += text;
  };
  for (const word of withSecret(step, secret).split(/(\s+)/)) {
    const [, before = '', core = '', after = ''] = copied.some((it) => word.includes(it))
      ? (/^(["'“(]*)(.*?)([.,;:)"'”]*)$/s.exec(word) ?? [])
      : ['', word];
    add(before, false);
    add(core, core !== '' && !core.includes(hidden));
    add(after, false);
  }
  return pieces;
};
