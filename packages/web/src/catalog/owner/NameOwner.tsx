import type { Named } from '@nightjar/sdk/wire';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { draftOf } from '../../ui/drafts.ts';
import { OwnerForm } from './OwnerForm.tsx';

type NameOwnerProps = {
  readonly of: Named;
  /** What the button says. */
  readonly action: string;
  readonly likely: readonly Named[];
  readonly onSettled: (said: string) => void;
};

/** A button that becomes the form; whoever leaves the form is at the button again. */
export const NameOwner = ({ of, action, likely, onSettled }: NameOwnerProps) => {
  const [open, setOpen] = useState(() => draftOf(`owner ${of.ref}`) !== null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    flushSync(() => setOpen(false));
    button.current?.focus();
  };
  if (!open)
    return (
      <button
        ref={button}
        type="button"
        className="button name-owner"
        aria-label={`${action} of ${of.name}`}
        onClick={() => setOpen(true)}
      >
        {action}
      </button>
    );
  return (
    <OwnerForm
      of={of}
      likely={likely}
      onClose={close}
      onSettled={(said) => {
        close();
        onSettled(said);
      }}
    />
  );
};
