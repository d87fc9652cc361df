import { Notice } from '../../ui/Notice.tsx';
import { FirstRun } from './FirstRun.tsx';

type NoLinesProps = {
  /** What the reader filters by. */
  readonly q: string;
  /** It is the past that is looked at. */
  readonly past: boolean;
  readonly onClear: () => void;
};

/** Why there is no line, and what to do next. */
export const NoLines = ({ q, past, onClear }: NoLinesProps) => {
  if (q === '')
    return past ? (
      <Notice rank={2} title="Nothing had happened by then">
        <p>Look at a later time, or go back to now above.</p>
      </Notice>
    ) : (
      <FirstRun own={false} />
    );
  const clear = { label: 'Clear the filter', run: onClear };
  return (
    <Notice
      rank={2}
      title={past ? 'Nothing that matches this filter had happened by then' : 'No change matches this filter'}
      action={clear}
    >
      {!past && <p>New ones that match appear here as they happen.</p>}
    </Notice>
  );
};
