import type { ReactNode } from 'react';

type IconProps = { readonly size: number; readonly children: ReactNode };

/** A drawing beside words that say the same: screen readers pass it by. How its lines are drawn, base.css says. */
export const Icon = ({ size, children }: IconProps) => (
  <svg className="icon" width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
    {children}
  </svg>
);
