/**
 * Nine digits: the order in which numbers were added up must not show, and nobody reads more. Features are rounded once, where they
 * are made, so that the same features are stored and ranked.
 */
export const rounded = (value: number): number => (value === 0 ? 0 : Number(value.toPrecision(9)));
