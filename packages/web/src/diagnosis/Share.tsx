import type { CSSProperties } from 'react';
import { percent } from './words.ts';

type ShareProps = { readonly share: number; readonly of: string };

/** How likely something is: the number, and a quiet bar of its length. */
export const Share = ({ share, of }: ShareProps) => (
  <p className="share" title={`${percent(share)} ${of}`}>
    <span className="share-number">
      {percent(share)}
      <span className="unseen"> {of}</span>
    </span>
    <span
      className="share-bar"
      aria-hidden="true"
      style={{ '--share': Math.min(1, Math.max(0, share)) } as CSSProperties}
    />
  </p>
);
