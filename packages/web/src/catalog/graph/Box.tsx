import type { GraphNode } from '@nightjar/sdk/wire';
import { memo } from 'react';
import { plain } from '../../ui/plain.ts';
import { kindShape } from '../parts/KindGlyph.tsx';
import { labelOf, type Box as Place } from './elk.ts';

type BoxProps = {
  readonly node: GraphNode;
  readonly box: Place | undefined;
  /** The one that Tab leads to. */
  readonly stop: boolean;
  readonly chosen: boolean;
  readonly middle: boolean;
  readonly tone: 'plain' | 'dim' | 'bad';
};

/** One thing: its kind, its name, its tier. */
export const Box = memo(({ node, box, stop, chosen, middle, tone }: BoxProps) => {
  if (box === undefined) return null;
  const { kind, name, tier, state, known } = node;
  const stands = known ? (state === 'declared' ? null : state) : 'not in the catalog';
  const told = (...words: readonly (string | null)[]): string => words.filter((it) => it !== null).join(', ');
  const marks = [
    tone,
    chosen ? 'chosen' : '',
    middle ? 'middle' : '',
    known ? (state ?? '') : 'unknown',
    `t${tier}`,
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG has no button of its own.
    <g
      className={`node ${marks.join(' ')}`}
      transform={`translate(${box.x} ${box.y})`}
      data-ref={node.ref}
      role="button"
      tabIndex={stop ? 0 : -1}
      aria-pressed={chosen}
      // What is read on it stands in its name as it is read: who speaks to the page says that (WCAG 2.5.3).
      aria-label={told(kind, tier === null ? plain(name) : `${plain(name)} T${tier}`, stands)}
    >
      <rect width={box.width} height={box.height} rx="7" />
      <g className="node-kind" transform="translate(9 8)">
        {kindShape(kind)}
      </g>
      <text x="29" y="19.5">
        {plain(labelOf(node))}
      </text>{' '}
      {tier !== null && (
        <text className="node-tier" x={box.width - 9} y="19.5" textAnchor="end">
          T{tier}
        </text>
      )}
      <title>{told(kind, plain(name), tier === null ? null : `tier ${tier}`, stands)}</title>
    </g>
  );
});
