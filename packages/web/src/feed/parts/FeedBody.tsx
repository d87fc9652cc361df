import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import type { Feed } from '../feed.ts';
import { isOwn } from '../lines.ts';
import { Days } from './Days.tsx';
import { FirstRun } from './FirstRun.tsx';
import { NoLines } from './NoLines.tsx';
import { Older } from './Older.tsx';

type FeedBodyProps = {
  readonly feed: Feed;
  /** What the reader filters by; the feed is asked for that and for the time that is looked at. */
  readonly filter: string;
  /** It is the past that is looked at. */
  readonly past: boolean;
  readonly topped: number;
  readonly openId: string | null;
  readonly onToggle: (id: string) => void;
  readonly onFilter: (term: string) => void;
  readonly onClear: () => void;
  readonly onOlder: () => void;
  readonly onAgain: () => void;
};

/** What stands where the lines stand: the lines, or why there are none. */
export const FeedBody = (props: FeedBodyProps) => {
  const { feed, filter, past, topped, openId, onToggle, onFilter, onClear, onOlder, onAgain } = props;
  const { lines, trouble, current, q } = feed;
  const broken = trouble?.is === 'broken' && (
    <Notice rank={2} title="The feed cannot be read" tone="bad" action={{ label: 'Try again', run: onAgain }}>
      <p>
        {trouble.says} {trouble.next}
      </p>
      {trouble.code !== null && <p className="code">{trouble.code}</p>}
    </Notice>
  );
  if (lines === null) {
    if (broken !== false) return broken;
    if (trouble?.is === 'unreachable')
      return <TroubleNotice rank={2} trouble={trouble} what="The feed for this filter" onAgain={onAgain} />;
    if (trouble?.is === 'filter')
      return (
        <Notice
          rank={2}
          title="This filter cannot be read"
          action={{ label: 'Clear the filter', run: onClear }}
        >
          <p>The place is marked under the box. Mend it there, or begin with the whole feed.</p>
        </Notice>
      );
    return <Skeleton what="The feed" />;
  }
  if (current && lines.shown.length === 0 && trouble === null)
    return <NoLines q={filter} past={past} onClear={onClear} />;
  return (
    <>
      {broken}
      {q === '' && current && isOwn(lines) && <FirstRun own />}
      <div className={current ? 'lines' : 'lines before'}>
        <Days lines={lines} topped={topped} openId={openId} onToggle={onToggle} onFilter={onFilter} />
        <Older feed={feed} onAsk={onOlder} />
      </div>
    </>
  );
};
