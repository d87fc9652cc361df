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

/** The shape of the feed before it is there. */
export const Skeleton = () => (
  <div className="skeleton" role="status" aria-label="The feed is loading">
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
