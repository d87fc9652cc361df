import { type KeyboardEvent, useEffect, useRef } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { Box } from './Box.tsx';
import { frameName, type Laid } from './elk.ts';
import { Minimap } from './Minimap.tsx';
import { hubOf, type Network } from './network.ts';
import { TieLine } from './TieLine.tsx';
import { useView } from './useView.ts';
import { panned, showing, towards } from './view.ts';

type DrawingProps = {
  readonly network: Network;
  readonly laid: Laid;
  readonly of: string | null;
  readonly sel: string | null;
  /** What breaks if the chosen one does; null where that is not asked. */
  readonly lit: ReadonlySet<string> | null;
  readonly onChoose: (ref: string | null) => void;
};

const stepPx = 80;

/** The graph, to be moved by mouse, finger and keys. One tab stop: arrows go from box to box. */
export const Drawing = ({ network, laid, of, sel, lit, onChoose }: DrawingProps) => {
  const window = useRef<SVGSVGElement>(null);
  const asked = sel ?? of;
  const ref = asked ?? hubOf(network);
  const { view, size, change, fit, zoom, hands, dragged } = useView(
    window,
    laid,
    ref === null ? null : { ref, hub: asked === null },
  );
  const near = sel === null ? null : new Set([sel]);
  if (near !== null && lit === null)
    for (const { from, to } of network.ties) {
      if (from === sel) near.add(to);
      if (to === sel) near.add(from);
    }
  const bright = lit ?? near;
  const stop = [sel, of].find((it) => it !== null && laid.boxes.has(it)) ?? network.nodes[0]?.ref ?? null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another choice brings what is chosen into sight.
  useEffect(() => {
    const box = sel === null ? undefined : laid.boxes.get(sel);
    if (box !== undefined && sel !== of) change((now) => showing(now, box, size));
  }, [sel, laid]);

  const focus = (ref: string): void =>
    window.current?.querySelector<SVGElement>(`[data-ref="${CSS.escape(ref)}"]`)?.focus();

  const onKeyDown = (event: KeyboardEvent): void => {
    const { key } = event;
    const from =
      event.target instanceof Element ? event.target.closest('[data-ref]')?.getAttribute('data-ref') : null;
    if (key.startsWith('Arrow')) {
      event.preventDefault();
      if (event.shiftKey) {
        const by = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key] ?? [
          0, 0,
        ];
        change((now) => panned(now, { x: (by[0] ?? 0) * stepPx, y: (by[1] ?? 0) * stepPx }));
        return;
      }
      const here = laid.boxes.get(from ?? stop ?? '');
      const next = here === undefined ? null : towards(here, key, laid.boxes.values());
      if (next === null) return;
      change((now) => showing(now, next, size));
      focus(next.id);
    } else if (key === 'Enter' || key === ' ') {
      if (from === null || from === undefined) return;
      event.preventDefault();
      onChoose(from === sel ? null : from);
    } else if (key === 'Escape' && sel !== null) onChoose(null);
    else if (key === '+' || key === '=') zoom(1.25);
    else if (key === '-') zoom(0.8);
    else if (key === '0') fit();
  };

  const chosen = (target: EventTarget): void => {
    if (dragged() || !(target instanceof Element)) return;
    const ref = target.closest('[data-ref]')?.getAttribute('data-ref') ?? null;
    onChoose(ref === sel ? null : ref);
  };

  return (
    <div className="drawing">
      {/* biome-ignore lint/a11y/useSemanticElements: its boxes are the buttons; this hears what they are told. */}
      <svg
        ref={window}
        className="canvas"
        aria-label={`A graph of ${network.nodes.length} things. Arrows go from one to the next, Enter chooses, plus and minus enlarge. The same is told as a list.`}
        role="group"
        onKeyDown={onKeyDown}
        onClick={({ target }) => chosen(target)}
        {...hands}
      >
        <defs>
          {['', ' lit', ' bad'].map((tone) => (
            <marker
              key={tone}
              id={`arrow${tone.trim()}`}
              className={`arrow${tone}`}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              markerUnits="userSpaceOnUse"
              orient="auto-start-reverse"
            >
              <path d="M0 0.8 7 4 0 7.200z" />
            </marker>
          ))}
        </defs>
        <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
          {laid.frames.map((frame) => (
            <g key={frame.id} className="frame">
              <rect x={frame.x} y={frame.y} width={frame.width} height={frame.height} rx="10" />
              <text x={frame.x + 12} y={frame.y + 20}>
                {frameName(frame.id)}
              </text>
            </g>
          ))}
          {network.ties.map((tie) => (
            <TieLine
              key={tie.id}
              tie={tie}
              path={laid.paths.get(tie.id)}
              tone={
                bright === null
                  ? 'plain'
                  : (lit !== null ? lit.has(tie.from) && lit.has(tie.to) : tie.from === sel || tie.to === sel)
                    ? lit === null
                      ? 'lit'
                      : 'bad'
                    : 'dim'
              }
            />
          ))}
          {network.nodes.map((node) => (
            <Box
              key={node.ref}
              node={node}
              box={laid.boxes.get(node.ref)}
              stop={node.ref === stop}
              chosen={node.ref === sel}
              middle={node.ref === of}
              tone={
                bright === null || bright.has(node.ref)
                  ? lit !== null && node.ref !== sel
                    ? 'bad'
                    : 'plain'
                  : 'dim'
              }
            />
          ))}
        </g>
      </svg>
      <Minimap laid={laid} view={view} size={size} sel={sel} onMove={change} />
      <fieldset className="zoom">
        <legend className="unseen">Zoom</legend>
        <button
          type="button"
          className="bare"
          onClick={() => zoom(1.25)}
          aria-label="Nearer"
          title="Nearer (+)"
        >
          <Icon size={14}>
            <path d="M7 2.500v9M2.5 7h9" />
          </Icon>
        </button>
        <button
          type="button"
          className="bare"
          onClick={() => zoom(0.8)}
          aria-label="Further"
          title="Further (−)"
        >
          <Icon size={14}>
            <path d="M2.5 7h9" />
          </Icon>
        </button>
        <button type="button" className="bare" onClick={fit} aria-label="All of it" title="All of it (0)">
          <Icon size={14}>
            <path d="M2 5V2h3M9 2h3v3M12 9v3H9M5 12H2V9" />
          </Icon>
        </button>
      </fieldset>
    </div>
  );
};
