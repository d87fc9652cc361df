import { Notice } from './Notice.tsx';
import type { Trouble } from './trouble.ts';

type TroubleProps = {
  readonly trouble: Trouble;
  /** What cannot be shown: `The catalog`. */
  readonly what: string;
  readonly onAgain: () => void;
};

/** Why what was asked for is not here, in words, with the way to ask again. */
export const TroubleNotice = ({ trouble, what, onAgain }: TroubleProps) => {
  if (trouble.is === 'signed out') return null;
  if (trouble.is === 'unreachable')
    return (
      <Notice title="Nightjar does not answer" tone="bad" action={{ label: 'Try now', run: onAgain }}>
        <p>Is the server running at {location.host}?</p>
      </Notice>
    );
  return (
    <Notice title={`${what} cannot be read`} tone="bad" action={{ label: 'Try again', run: onAgain }}>
      <p>
        {trouble.says} {trouble.is === 'broken' ? trouble.next : null}
      </p>
      {trouble.is === 'broken' && trouble.code !== null && <p className="code">{trouble.code}</p>}
    </Notice>
  );
};
