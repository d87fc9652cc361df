import { Notice } from './Notice.tsx';
import type { Trouble } from './trouble.ts';

type TroubleProps = {
  readonly trouble: Trouble;
  /** What cannot be shown: `The catalog`. */
  readonly what: string;
  readonly onAgain: () => void;
  /** 1 where it stands in place of the whole screen. */
  readonly rank?: 1 | 2;
};

/** Why what was asked for is not here, in words, with the way to ask again. */
export const TroubleNotice = ({ trouble, what, onAgain, rank = 2 }: TroubleProps) => {
  if (trouble.is === 'signed out') return null;
  if (trouble.is === 'unreachable')
    return (
      <Notice
        rank={rank}
        title="Nightjar does not answer"
        tone="bad"
        action={{ label: 'Try now', run: onAgain }}
      >
        <p>
          Nothing of what belongs here is kept on this device. This page goes on by itself as soon as{' '}
          {location.host} answers.
        </p>
      </Notice>
    );
  return (
    <Notice
      rank={rank}
      title={`${what} cannot be read`}
      tone="bad"
      action={{ label: 'Try again', run: onAgain }}
    >
      <p>
        {trouble.says} {trouble.is === 'broken' ? trouble.next : null}
      </p>
      {trouble.is === 'broken' && trouble.code !== null && <p className="code">{trouble.code}</p>}
    </Notice>
  );
};
