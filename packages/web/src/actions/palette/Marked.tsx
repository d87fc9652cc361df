import type { Mark } from './match.ts';

/** A text with the letters marked by which it was found. */
export const Marked = ({ text, marks }: { readonly text: string; readonly marks: readonly Mark[] }) => {
  let at = 0;
  const pieces = marks.flatMap(([from, to]) => {
    const before = text.slice(at, from);
    at = to;
    return [before, <mark key={from}>{text.slice(from, to)}</mark>];
  });
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  );
};
