/** The nightjar in flight. icon.svg is the same drawing. */
export const Bird = ({ size }: { readonly size: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" fill="currentColor" aria-hidden="true">
    <path d="M1 12c7-3 11-1 15 5 4-6 8-8 15-5-6 1-9 4-11 8l-4 7-4-7c-2-4-5-7-11-8z" />
  </svg>
);
