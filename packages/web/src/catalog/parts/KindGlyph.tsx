import type { ReactNode } from 'react';

/** Each kind of thing has a shape of its own. */
const shapes: Readonly<Record<string, ReactNode>> = {
  service: <path d="M7 1.6 11.8 4.3v5.4L7 12.4 2.2 9.7V4.3zM2.4 4.4 7 7l4.6-2.6M7 7v5.2" />,
  api: (
    <path d="M4.5 2.5H4A1.5 1.5 0 0 0 2.5 4v1.5L1.2 7l1.3 1.5V10A1.5 1.5 0 0 0 4 11.5h.5M9.5 2.5h.5A1.5 1.5 0 0 1 11.5 4v1.5L12.8 7l-1.3 1.5V10a1.5 1.5 0 0 1-1.5 1.5h-.5" />
  ),
  resource: (
    <path d="M2.5 3.6C2.5 2.6 4.5 2 7 2s4.5.6 4.5 1.6v6.8c0 1-2 1.6-4.5 1.6s-4.5-.6-4.5-1.6zM2.5 3.6C2.5 4.6 4.5 5.2 7 5.200s4.5-.6 4.5-1.600M2.5 7c0 1 2 1.6 4.5 1.600S11.5 8 11.5 7" />
  ),
  system: <path d="M2 2h4v4H2zM8 8h4v4H8zM8 2h4v4H8zM2 8h4v4H2z" />,
  domain: (
    <path d="M7 1.500a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM1.5 7h11M7 1.500c3 3.3 3 7.7 0 11M7 1.500c-3 3.3-3 7.7 0 11" />
  ),
  team: (
    <path d="M5 6.800a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM1.5 11.500c0-2 1.5-3.2 3.5-3.200s3.5 1.2 3.5 3.200M9.2 6.800a1.8 1.8 0 1 0 0-3.600M10.3 8.500c1.4.3 2.2 1.4 2.2 3" />
  ),
  person: (
    <path d="M7 6.800a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.800zM2.5 12c0-2.3 1.9-3.7 4.5-3.700s4.5 1.4 4.5 3.7" />
  ),
  environment: (
    <path d="M1.8 10.500h8.700a2.4 2.4 0 0 0 .3-4.800A3.8 3.8 0 0 0 3.5 6a2.3 2.3 0 0 0-1.7 4.500z" />
  ),
};

const other = <circle cx="7" cy="7" r="3.5" />;

type KindGlyphProps = { readonly kind: string; readonly size?: number };

export const KindGlyph = ({ kind, size = 14 }: KindGlyphProps) => (
  <span className="kind-glyph" title={kind}>
    <svg
      width={size}
      height={size}
      viewBox="0 0 14 14"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {kindShape(kind)}
    </svg>
    <span className="unseen">{kind}</span>
  </span>
);

/** For drawings that have an SVG of their own, in a box of 14 by 14. */
export const kindShape = (kind: string): ReactNode => (Object.hasOwn(shapes, kind) ? shapes[kind] : other);
