const widths = [
  'wide',
  'short',
  'middle',
  'wide',
  'middle',
  'short',
  'middle',
  'wide',
  'short',
  'middle',
  'wide',
  'short',
];

/** The shape of a list before it is there. */
export const Skeleton = ({ what }: { readonly what: string }) => (
  <div className="skeleton" role="status" aria-label={`${what} is loading`}>
    {widths.map((width, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they never change.
      <div key={index} className={`row ${width}`} aria-hidden="true">
        <i />
        <i />
        <i />
        <i />
      </div>
    ))}
  </div>
);
