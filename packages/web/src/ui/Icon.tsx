import type { ReactNode } from 'react';

/** Lines as all our icons draw them. */
const stroke = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.6,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

type IconProps = { readonly size: number; readonly children: ReactNode };

/** A drawing beside words that say the same: screen readers pass it by. */
export const Icon = ({ size, children }: IconProps) => (
  <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true" {...stroke}>
    {children}
  </svg>
);
