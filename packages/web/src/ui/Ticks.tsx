import { Fragment } from 'react';
import { Copy } from './Copy.tsx';
import { plain } from './plain.ts';

/**
 * A sentence of the server's, what it puts between backticks shown as what one types, to be copied. A full stop after such an end
 * would stand alone on a line of its own where there is little room.
 */
export const Ticks = ({ text }: { readonly text: string }) =>
  plain(text)
    .replace(/`\.$/, '`')
    .split('`')
    .map((part, index) =>
      index % 2 === 1 ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence do not move.
        <span key={index} className="typed">
          <code>{part}</code>
          <Copy text={part} what={part} />
        </span>
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence do not move.
        <Fragment key={index}>{part}</Fragment>
      ),
    );
