import type { Kind, Priority } from '@nightjar/sdk/wire';
import { priorityInWords } from '@nightjar/sdk/words';
import type { ReactNode } from 'react';
import { Icon } from '../../ui/Icon.tsx';

/** Each kind has a shape of its own; the colour only helps. */
const shapes = {
  deploy: <path d="M7 2.2 12 11.5H2z" fill="currentColor" stroke="none" />,
  flag: <path d="M3.5 12.5v-10h7.5l-2 2.7 2 2.7H3.5" />,
  config: <path d="M2 4h10M2 10h10M5 2.3v3.4M9.5 8.3v3.4" />,
  infrastructure: <path d="M7 1.5 12.5 7 7 12.5 1.5 7z" fill="currentColor" stroke="none" />,
  scale: <path d="M4.3 12V2.5M2 4.7l2.3-2.3 2.3 2.3M9.7 2v9.5M7.4 9.3l2.3 2.3 2.3-2.3" />,
  schema: <path d="M2 3.2h10v7.6H2zM2 6.4h10M6 6.4v4.4" />,
  experiment: <path d="M5.2 2h3.6M5.8 2v3.8L2.6 11.5h8.8L8.2 5.8V2" />,
  certificate: <path d="M4 7.5a2.5 2.5 0 1 1 2.2-3.6H12.5v2.3M6.3 6H10v2" />,
  oncall: (
    <path d="M7 2a3.6 3.6 0 0 1 3.6 3.6c0 3 1.2 3.9 1.2 3.9H2.2s1.2-.9 1.2-3.9A3.6 3.6 0 0 1 7 2zM6 12h2" />
  ),
  catalog: (
    <path d="M7 3.5C5.5 2.3 3.7 2.2 2 2.5v8.5c1.7-.3 3.5-.2 5 1 1.5-1.2 3.3-1.3 5-1V2.5c-1.7-.3-3.5-.2-5 1zm0 0V12" />
  ),
  other: <circle cx="7" cy="7" r="2.6" fill="currentColor" stroke="none" />,
} satisfies Record<Kind, ReactNode>;

const isDrawn = (kind: string): kind is Kind => Object.hasOwn(shapes, kind);

type GlyphProps = {
  readonly kind: string;
  /** Left out where it is not known. */
  readonly priority?: Priority;
};

/** A kind this page is too old to know is drawn as other. */
export const Glyph = ({ kind, priority }: GlyphProps) => (
  <span
    className={`glyph kind-${isDrawn(kind) ? kind : 'other'}`}
    title={
      priority === undefined ? kind : `${kind} of ${priority} priority: ${priorityInWords[priority] ?? ''}`
    }
  >
    <Icon size={14}>{shapes[isDrawn(kind) ? kind : 'other']}</Icon>
    <span className="unseen">{kind}</span>
  </span>
);
