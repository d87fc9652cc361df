import { asOfIn, graphAt } from '../ways.ts';

export type Direction = 'callees' | 'callers' | 'both';

/** What an address of the graph asks for. */
export type GraphAsked = {
  readonly at: string | null;
  /** What is in the middle; the whole of what matches `q` where there is none. */
  readonly of: string | null;
  readonly q: string;
  readonly depth: number;
  readonly direction: Direction;
  /** What is looked at in the drawing. */
  readonly sel: string | null;
  readonly breaks: boolean;
  readonly grouped: boolean;
  readonly list: boolean;
};

export const mostDepth = 6;
const usual = { depth: 2, direction: 'both' } as const;

const words = (text: string | null): string | null =>
  text === null || text.trim() === '' ? null : text.trim();

export const graphAskedIn = (params: URLSearchParams): GraphAsked => {
  const depth = Number(params.get('depth') ?? usual.depth);
  const direction = params.get('direction');
  return {
    at: asOfIn(params),
    of: words(params.get('of')),
    q: params.get('q')?.trim() ?? '',
    depth: Number.isInteger(depth) && depth >= 1 && depth <= mostDepth ? depth : usual.depth,
    direction: direction === 'callees' || direction === 'callers' ? direction : usual.direction,
    sel: words(params.get('sel')),
    breaks: params.get('mode') === 'breaks',
    grouped: params.get('group') === 'owner',
    list: params.get('as') === 'list',
  };
};

/** The shortest address that asks for it. */
export const graphPlace = (asked: GraphAsked): string =>
  graphAt({
    of: asked.of,
    q: asked.of === null ? asked.q : null,
    depth: asked.of === null || asked.depth === usual.depth ? null : String(asked.depth),
    direction: asked.of === null || asked.direction === usual.direction ? null : asked.direction,
    sel: asked.sel,
    mode: asked.breaks ? 'breaks' : null,
    group: asked.grouped ? 'owner' : null,
    as: asked.list ? 'list' : null,
    at: asked.at,
  });
