import { useState } from 'react';
import { brief, paragraphs } from '../../ui/plain.ts';

/** As much as leaves the page in sight. */
const most = 420;

/** What somebody has written about it; of a long text the beginning, and the way to see all. */
export const Says = ({ text }: { readonly text: string }) => {
  const [whole, setWhole] = useState(false);
  const isLong = text.length > most;
  return (
    <div className="heading-says">
      <p dir="auto">{whole || !isLong ? paragraphs(text) : `${brief(text, most)}…`}</p>
      {isLong && (
        <button
          type="button"
          className="plainly muted"
          aria-expanded={whole}
          onClick={() => setWhole((now) => !now)}
        >
          {whole ? 'Show the beginning' : 'Show all of it'}
        </button>
      )}
    </div>
  );
};
