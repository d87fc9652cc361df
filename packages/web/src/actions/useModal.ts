import { type RefObject, useEffect, useRef } from 'react';

/** A dialog over the page, opened as it is drawn; the browser keeps the focus in it and gives it back afterwards. */
export const useModal = (): RefObject<HTMLDialogElement | null> => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const it = dialog.current;
    it?.showModal();
    return () => it?.close();
  }, []);
  return dialog;
};
