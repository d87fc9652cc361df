import { enoughEvidence } from './excursion.ts';
import type { Features } from './features.ts';
import type { Weights } from './weights.ts';

/**
 * Whether something is wrong at the target around the page: its series is off in more than one row; or it is off too little to say
 * so alone, and a service that it reaches is off in more than one row, in its shape and with much of its excess. Without this a
 * diagnosis would find a cause on any quiet day (PetShop: every published method does).
 */
export const believed = ({ context, nodes }: Features, { corroboration }: Weights): boolean =>
  context.evidence > enoughEvidence ||
  nodes.some(
    ({ service, hops, evidence, shape, share }) =>
      service !== context.target.service &&
      hops !== null &&
      evidence > enoughEvidence &&
      shape >= corroboration.shape &&
      (share ?? 0) >= corroboration.share,
  );
