import { plain } from '../../ui/plain.ts';

/** Where users feel it, it has the accent. */
const felt = /^(prod|production|live)\b/i;

export const Environment = ({ name }: { readonly name: string }) => (
  <span className={felt.test(name) ? 'tag prod' : 'tag'} title={name}>
    {plain(name)}
  </span>
);
