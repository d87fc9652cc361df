import type { GraphNode } from '@nightjar/sdk/wire';
import { labelOf } from './elk.ts';

let pen: CanvasRenderingContext2D | null | undefined;

const textWidth = (text: string): number => {
  if (pen === undefined) {
    pen = document.createElement('canvas').getContext('2d');
    if (pen !== null)
      pen.font = `500 13px ${getComputedStyle(document.documentElement).getPropertyValue('--sans')}`;
  }
  return pen?.measureText(text).width ?? text.length * 7.5;
};

/** Glyph, name and tier of a box, with the room between them. */
export const boxWidth = (node: GraphNode): number =>
  Math.ceil(34 + textWidth(labelOf(node)) + (node.tier === null ? 12 : 38));
