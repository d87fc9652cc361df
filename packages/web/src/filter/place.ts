const around = 48;

/** The word at `offset`, with a little of what stands around it; at the very end, an empty place. Null where none is known. */
export const markedPlace = (
  q: string,
  offset: number | null,
): { readonly before: string; readonly marked: string; readonly after: string } | null => {
  if (offset === null || offset < 0 || offset > q.length) return null;
  const rest = q.slice(offset);
  const marked = /^(?:[^\s()"]+|\S)/u.exec(rest)?.[0] ?? ' ';
  const before = q.slice(0, offset);
  const after = rest.slice(marked.length);
  return {
    before: before.length > around ? `…${before.slice(-around)}` : before,
    marked,
    after: after.length > around ? `${after.slice(0, around)}…` : after,
  };
};
