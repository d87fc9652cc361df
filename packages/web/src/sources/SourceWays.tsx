import { nightjar } from '../nightjar.ts';
import { To } from '../ui/To.tsx';
import { shown, useAnswer } from '../ui/useAnswer.ts';
import { startAt } from './start/ways.ts';
import { noiseAt, unmappedAt } from './ways.ts';

/** More are counted as so many and more. */
const most = 100;

/** What else there is to do about senders: say what they mean, and quieten them. */
export const SourceWays = () => {
  const { answer } = useAnswer(['how many are unmapped'], (signal) =>
    nightjar.mapping.unmapped({ limit: most, signal }),
  );
  const unmapped = shown(answer);
  const count =
    unmapped === null || unmapped.items.length === 0
      ? ''
      : `${unmapped.items.length}${unmapped.more ? '+' : ''}`;
  return (
    <nav className="source-ways" aria-label="About what they send">
      <To className="way" href={unmappedAt}>
        Which service?
        {count !== '' && (
          <>
            {' '}
            <span className="count">{count}</span>
            <span className="unseen"> not mapped</span>
          </>
        )}
      </To>
      <To className="way" href={startAt()}>
        Set up step by step
      </To>
      <To className="way" href={noiseAt}>
        Who is noisy?
      </To>
    </nav>
  );
};
