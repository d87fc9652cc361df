import { type RefObject, useEffect } from 'react';

/** `/` leads into the box from anywhere but another box, to the end of what stands in it. */
export const useSlash = (input: RefObject<HTMLInputElement | null>): void => {
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select');
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      event.preventDefault();
      const end = input.current?.value.length ?? 0;
      input.current?.focus();
      input.current?.setSelectionRange(end, end);
    };
    addEventListener('keydown', focus);
    return () => removeEventListener('keydown', focus);
  }, [input]);
};
