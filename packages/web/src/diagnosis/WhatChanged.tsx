import { useWhatChanged } from './useWhatChanged.ts';
import './what-changed.css';

type WhatChangedProps = {
  /** A reference in the catalog. */
  readonly service: string;
  /** False where another place offers the same by its key. */
  readonly offered?: boolean;
};

/** Asks what probably broke a service, and leads to the answer. */
export const WhatChanged = ({ service, offered = true }: WhatChangedProps) => {
  const { ask, asking, says } = useWhatChanged(service, offered);
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
