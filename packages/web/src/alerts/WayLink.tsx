import type { ReactNode } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { plain } from '../ui/plain.ts';
import type { Way } from './reach.ts';

const drawings: Readonly<Record<Way['is'], ReactNode>> = {
  onCall: (
    <path d="M5.2 3H3.4C2.6 3 2 3.7 2.1 4.5c.5 6 5.4 10.9 11.4 11.4.8.1 1.5-.5 1.5-1.3v-1.8l-3.3-1.5-1.6 1.6a10.6 10.6 0 0 1-5-5l1.6-1.6L5.2 3z" />
  ),
  chat: <path d="M3 3.5h12v8.5H8l-3.5 3V12H3z" />,
  dashboard: <path d="M2.5 15.5h13M4.5 12.5V9M9 12.5v-9M13.5 12.5V6.5" />,
  runbook: <path d="M4 2.5h8.5L14 4v11.5H4zM6.5 6.5h5M6.5 9.5h5M6.5 12.5h3" />,
  source: <path d="M7 4H3.5v10.5H14V11M10 3.5h4.5V8M14 4l-6 6" />,
};

type WayLinkProps = {
  readonly way: Way;
  readonly className: string;
  /** What it is called, where the words in it do not say whom it leads to. */
  readonly name?: string;
  readonly children: ReactNode;
};

/** A tap on one of the ways: its drawing, and the words that stand there. */
export const WayLink = ({ way: { is, label, href }, className, name, children }: WayLinkProps) => (
  <a
    className={`${className} ${is}`}
    href={href}
    title={plain(label)}
    aria-label={name}
    {...(href.startsWith('http') ? { target: '_blank', rel: 'noreferrer noopener' } : {})}
  >
    <Icon size={18}>{drawings[is]}</Icon>
    {children}
  </a>
);
