import { type ReactNode, useState } from 'react';

type FirstOfProps<Item> = {
  readonly all: readonly Item[];
  /** So many are shown unasked. */
  readonly most: number;
  /** What they are, in the plural. */
  readonly what: string;
  readonly children: (some: readonly Item[]) => ReactNode;
};

/** The first of what may be hundreds, and the way to see all. */
export const FirstOf = <Item,>({ all, most, what, children }: FirstOfProps<Item>) => {
  const [whole, setWhole] = useState(false);
  return (
    <>
      {children(whole ? all : all.slice(0, most))}
      {all.length > most && (
        <button
          type="button"
          className="plainly muted"
          aria-expanded={whole}
          onClick={() => setWhole((now) => !now)}
        >
          {whole ? `Show the first ${most} ${what}` : `Show all ${all.length} ${what}`}
        </button>
      )}
    </>
  );
};
