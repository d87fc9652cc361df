import { useState } from 'react';
import { Suspects, type SuspectsProps } from './Suspects.tsx';

/** Where a diagnosis names somebody, the rest of what changed is there on demand. */
export const SuspectsToo = (props: SuspectsProps) => {
  const [open, setOpen] = useState(false);
  return (
    <details className="suspects-too" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>All that changed before it</summary>
      {open && <Suspects {...props} />}
    </details>
  );
};
