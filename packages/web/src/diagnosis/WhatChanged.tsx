import { useWhatChanged } from './useWhatChanged.ts';

type WhatChangedProps = {
  /** A reference in the catalog, and the name that people use. */
  readonly service: string;
  readonly name: string;
  /** False where another place offers the same by its key. */
  readonly offered?: boolean;
};

/** Asks what probably broke a service, and leads to the answer. */
export const WhatChanged = ({ service, name, offered = true }: WhatChangedProps) => {
  const { ask, asking, says } = useWhatChanged(service, name, offered);
  return (
    <>
      <button type="button" className="button what-changed" aria-disabled={asking} onClick={ask}>
        {asking ? 'Looking…' : 'What changed?'}
      </button>
      {says !== null && (
        <p className="what-changed-says" role="alert">
          {says}
        </p>
      )}
    </>
  );
};
