import { useNow } from './now.ts';
import { age, ago, lasting } from './time.ts';

/** Renews itself, so that a line need not be drawn again for its age. */
export const Age = ({ at }: { readonly at: number }) => <>{age(at, useNow())}</>;

export const Ago = ({ at }: { readonly at: number }) => <>{ago(at, useNow())}</>;

export const Lasting = ({ at }: { readonly at: number }) => <>{lasting(at, useNow())}</>;
