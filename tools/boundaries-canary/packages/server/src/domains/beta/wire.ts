export const wire = 1;
export type Wire = number;
