import { Fragment } from 'react';
import { plain } from './plain.ts';

/** A sentence of the server's, what it puts between backticks shown as what one types. */
export const Ticks = ({ text }: { readonly text: string }) =>
  plain(text)
    .split('`')
    .map((part, index) =>
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence do not move.
      index % 2 === 1 ? <code key={index}>{part}</code> : <Fragment key={index}>{part}</Fragment>,
    );
