import type { FormEvent, ReactNode } from 'react';
import { Bird } from '../ui/Bird.tsx';
import { ThemeButton } from '../ui/ThemeButton.tsx';

type DoorProps = {
  readonly title: string;
  readonly says: ReactNode;
  readonly refused: string | null;
  readonly busy: boolean;
  readonly action: string;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
};

/** The one form of the pages before the feed. */
export const Door = ({ title, says, refused, busy, action, onSubmit, children }: DoorProps) => {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) onSubmit();
  };
  return (
    <main className="door">
      <div className="corner">
        <ThemeButton />
      </div>
      <form noValidate onSubmit={submit} aria-labelledby="door-title">
        <span className="logo">
          <Bird size={22} />
        </span>
        <h1 id="door-title">{title}</h1>
        <p className="says">{says}</p>
        {children}
        {refused !== null && (
          <p className="refused" role="alert">
            {refused}
          </p>
        )}
        <button type="submit" className="button primary" disabled={busy}>
          {busy ? 'One moment…' : action}
        </button>
      </form>
    </main>
  );
};
