/** Moves the focus `step` lines on; from nowhere, to the first line. Answers whether there was one to move to. */
export const moveFocus = (root: HTMLElement, step: number): boolean => {
  const rows = [
    ...root.querySelectorAll<HTMLElement>('.row[data-change], .entity-row[href], .source-row, .alert-title'),
  ];
  const at = rows.findIndex(
    (row) => row === document.activeElement || row.parentElement?.contains(document.activeElement),
  );
  const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return next !== undefined;
};
