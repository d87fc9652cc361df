import { useNow } from './now.ts';
import { age } from './time.ts';

/** Renews itself, so that a line need not be drawn again for its age. */
export const Age = ({ at }: { readonly at: number }) => <>{age(at, useNow())}</>;
