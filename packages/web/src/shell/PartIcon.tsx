import type { ReactNode } from 'react';
import { Icon } from '../ui/Icon.tsx';

export type Part = 'feed' | 'alerts' | 'catalog' | 'graph' | 'sources';

const drawings: Readonly<Record<Part, ReactNode>> = {
  feed: <path d="M3 5h1M7 5h10M3 10h1M7 10h10M3 15h1M7 15h10" />,
  alerts: (
    <path d="M10 3a5 5 0 0 1 5 5c0 4 1.7 5.5 1.7 5.5H3.3S5 12 5 8a5 5 0 0 1 5-5zM8.2 16.5a2 2 0 0 0 3.6 0" />
  ),
  catalog: <path d="M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h5v5h-5z" />,
  graph: (
    <>
      <circle cx="4.5" cy="10" r="2" />
      <circle cx="15" cy="4.5" r="2" />
      <circle cx="15" cy="15.5" r="2" />
      <path d="m6.3 9.1 6.9-3.7M6.3 10.9l6.9 3.7" />
    </>
  ),
  sources: <path d="M7 2.5v4M13 2.5v4M5 6.5h10v3a5 5 0 0 1-10 0zM10 14.5v3" />,
};

/** Each part has a drawing of its own, for the thumb at the foot of a phone. */
export const PartIcon = ({ part }: { readonly part: Part }) => <Icon size={20}>{drawings[part]}</Icon>;
