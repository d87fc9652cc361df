import type { ReactNode } from 'react';

type SpecimenProps = {
  /** The state it is in. */
  readonly name: string;
  /** Drawn as though it were pointed at or had the focus. */
  readonly as?: 'hovered' | 'focused';
  /** Takes a whole line. */
  readonly wide?: boolean;
  readonly children: ReactNode;
};

/** One thing in one state, and the name of that state. */
export const Specimen = ({ name, as, wide = false, children }: SpecimenProps) => (
  <figure className={wide ? 'specimen wide' : 'specimen'}>
    <div className={as}>{children}</div>
    <figcaption>{name}</figcaption>
  </figure>
);
