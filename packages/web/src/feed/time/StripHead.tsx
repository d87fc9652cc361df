import type { ReactNode } from 'react';
import { spanInWords } from './axis.ts';
import { type Bar, barInWords } from './bars.ts';

type StripHeadProps = {
  readonly title: string;
  /** Everything that is shown, told as one; null while it is not known. */
  readonly whole: Bar | null;
  /** What of it is looked at; null: nothing in particular. */
  readonly looked: Bar | null;
  readonly partial: boolean;
  /** Narrows the feed to what is chosen; null where nothing is. */
  readonly onOnly: (() => void) | null;
  /** What can be done with the window. */
  readonly children: ReactNode;
};

/** Over the bars: what they hold in all or, in its place, what is looked at. */
export const StripHead = ({ title, whole, looked, partial, onOnly, children }: StripHeadProps) => {
  const told = looked ?? whole;
  return (
    <div className={looked === null ? 'strip-head' : 'strip-head looked'}>
      <h2>{looked === null ? title : spanInWords(looked)}</h2>
      <span className="strip-said">
        {told !== null && (
          <>
            <span title={partial ? 'The fullest bars are estimates.' : undefined}>
              {barInWords({ ...told, failed: 0, kinds: looked === null ? [] : told.kinds }, partial)}
            </span>
            {told.failed > 0 && (
              <>
                , <span className="bad">{told.failed.toLocaleString('en-GB')} failed</span>
              </>
            )}
          </>
        )}
      </span>
      {onOnly !== null && (
        <button type="button" className="strip-only" onClick={onOnly}>
          Show only these
        </button>
      )}
      <span className="strip-do">{children}</span>
    </div>
  );
};
