import type { ReactNode } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { To } from '../../ui/To.tsx';
import { panned, type Span, widened } from './span.ts';
import type { Window } from './window.ts';

type StripToolsProps = {
  readonly span: Span;
  readonly now: number;
  /** The feed narrowed to a window; null: to none. */
  readonly hrefOf: (window: Window | null) => string;
  /** The filter bounds the time. */
  readonly bounded: boolean;
};

const Tool = ({
  href,
  name,
  children,
}: {
  readonly href: string;
  readonly name: string;
  readonly children: ReactNode;
}) => (
  <To className="bare" href={href} how="replace" aria-label={name} title={name}>
    <Icon size={14}>{children}</Icon>
  </To>
);

/** Moves the window and widens it: links, so that each can be followed into a tab of its own. */
export const StripTools = ({ span, now, hrefOf, bounded }: StripToolsProps) => (
  <span className="strip-tools">
    <Tool href={hrefOf(panned(span, -1, now))} name="Earlier">
      <path d="M9 3 5 7l4 4" />
    </Tool>
    {!span.live && (
      <Tool href={hrefOf(panned(span, 1, now))} name="Later">
        <path d="m5 3 4 4-4 4" />
      </Tool>
    )}
    <Tool href={hrefOf(widened(span, now))} name="Zoom out">
      <circle cx="6" cy="6" r="4.200" />
      <path d="m9.200 9.200 3 3M4.300 6h3.400" />
    </Tool>
    {bounded && (
      <To className="strip-now" href={hrefOf(null)} how="replace">
        {span.live ? 'Last day' : 'Now'}
      </To>
    )}
  </span>
);
