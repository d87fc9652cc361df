/** What is chosen of a row of buckets: from where one began to where one is, both included. Null: nothing. */
export type Brush = { readonly anchor: number; readonly head: number } | null;

/** What a key does: another choice, or what becomes of it; null where it does nothing here. */
export type Stroke =
  | { readonly is: 'chosen'; readonly brush: NonNullable<Brush> }
  | { readonly is: 'applied' }
  | { readonly is: 'cleared' }
  | null;

const many = 10;

const stepOf = (key: string, head: number, count: number): number | null => {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return head - 1;
    case 'ArrowRight':
    case 'ArrowUp':
      return head + 1;
    case 'PageDown':
      return head - many;
    case 'PageUp':
      return head + many;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
};

/** Arrows move, with shift they widen, Enter applies, Escape clears. Who has chosen nothing yet begins at the newest bucket. */
export const strokeOf = (
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  brush: Brush,
  count: number,
): Stroke => {
  if (key === 'Enter' || key === ' ') return brush === null ? null : { is: 'applied' };
  if (key === 'Escape') return brush === null ? null : { is: 'cleared' };
  const wished = stepOf(key, brush?.head ?? count - 1, count);
  if (wished === null || count === 0) return null;
  const head = Math.min(
    count - 1,
    Math.max(0, brush === null && !key.startsWith('Page') && key !== 'Home' ? count - 1 : wished),
  );
  return { is: 'chosen', brush: { anchor: shiftKey && brush !== null ? brush.anchor : head, head } };
};

/** First and last bucket of what is chosen. */
export const rangeOf = ({ anchor, head }: NonNullable<Brush>): readonly [number, number] =>
  anchor < head ? [anchor, head] : [head, anchor];

/** Which bucket is under a pointer, `share` of the way from left to right. */
export const bucketAt = (share: number, count: number): number =>
  Math.min(count - 1, Math.max(0, Math.floor(share * count)));
