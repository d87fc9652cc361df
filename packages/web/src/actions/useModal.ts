import { type RefObject, useLayoutEffect, useRef } from 'react';

/** A dialog over the page, opened before it is seen; the browser keeps the focus in it and gives it back afterwards. */
export const useModal = (): RefObject<HTMLDialogElement | null> => {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const it = dialog.current;
    it?.showModal();
    return () => it?.close();
  }, []);
  return dialog;
};
