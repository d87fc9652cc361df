import type { ComponentProps, MouseEvent } from 'react';
import { go, prepare } from './place.ts';

type ToProps = Omit<ComponentProps<'a'>, 'href' | 'onClick' | 'onPointerEnter' | 'onFocus'> & {
  readonly href: string;
  /** A way back is remembered, unless what is shown is the same thing seen otherwise. */
  readonly how?: 'push' | 'replace';
};

/** A link to another place of these pages: opened here at once, in a new tab when the reader asks for one. */
export const To = ({ href, how = 'push', ...rest }: ToProps) => {
  const follow = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    go(href, how);
  };
  const soon = (): void => prepare(href);
  return <a {...rest} href={href} onClick={follow} onPointerEnter={soon} onFocus={soon} />;
};
