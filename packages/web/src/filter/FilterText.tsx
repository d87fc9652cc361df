import type { Ref } from 'react';
import { piecesOf } from './words.ts';

/** The filter in colours, drawn behind an input whose own letters are transparent. */
export const FilterText = ({ text, ref }: { readonly text: string; readonly ref: Ref<HTMLDivElement> }) => (
  <div className="filter-text" aria-hidden="true" ref={ref}>
    {piecesOf(text).map((piece) => (
      <span key={piece.start} className={`piece-${piece.is}`}>
        {piece.text}
      </span>
    ))}
  </div>
);
