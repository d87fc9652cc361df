import { useEffect, useState } from 'react';
import { toClipboard } from './clipboard.ts';
import { Icon } from './Icon.tsx';

type Told = 'no' | 'copied' | 'failed';

/** Copies `text`; says so for a moment, to the eye and to a screen reader. */
export const Copy = ({ text, what }: { readonly text: string; readonly what: string }) => {
  const [told, setTold] = useState<Told>('no');
  useEffect(() => {
    if (told === 'no') return;
    const timer = setTimeout(() => setTold('no'), 1600);
    return () => clearTimeout(timer);
  }, [told]);
  const copy = (): void => {
    toClipboard(text).then(
      () => setTold('copied'),
      () => setTold('failed'),
    );
  };
  return (
    <button
      type="button"
      className="bare copy"
      onClick={copy}
      title={`Copy ${what}`}
      aria-label={`Copy ${what}`}
    >
      {told === 'no' ? (
        <Icon size={14}>
          <rect x="4.5" y="4.5" width="7.5" height="7.5" rx="1.5" />
          <path d="M9.5 4.5v-1A1.5 1.5 0 0 0 8 2H3.5A1.5 1.5 0 0 0 2 3.5V8a1.5 1.5 0 0 0 1.5 1.5h1" />
        </Icon>
      ) : null}
      <span role="status" className="copied">
        {told === 'copied' ? 'copied' : told === 'failed' ? 'select and copy by hand' : ''}
      </span>
    </button>
  );
};
