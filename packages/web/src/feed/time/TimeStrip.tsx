import type { View } from '@nightjar/sdk/wire';
import { useMemo, useRef } from 'react';
import { useNow } from '../../ui/now.ts';
import { go } from '../../ui/place.ts';
import { shown } from '../../ui/useAnswer.ts';
import { type FeedPlace, placeAt } from './address.ts';
import { spanInWords } from './axis.ts';
import { barsOf } from './bars.ts';
import { CompareChoice } from './compare/CompareChoice.tsx';
import { ComparePanel } from './compare/ComparePanel.tsx';
import { otherIn } from './compare/other.ts';
import { Strip } from './Strip.tsx';
import { StripHead } from './StripHead.tsx';
import { StripTools } from './StripTools.tsx';
import { spanOf } from './span.ts';
import { type Heard, useDensity } from './useDensity.ts';
import { useWidth } from './useWidth.ts';
import { timeOf, type Window, withoutTime, withWindow } from './window.ts';

type TimeStripProps = {
  readonly place: FeedPlace;
  readonly view: View;
  readonly heard: Heard;
};

/** A bar with the gap after it is so wide at least, in pixels. */
const barWidth = 8;

/** By fours: what a scroll bar takes away as it appears is no reason to ask again. */
const bucketsIn = (width: number): number =>
  Math.min(400, Math.max(20, 4 * Math.floor(width / barWidth / 4)));

/** How much changed when, above the feed: to see, to narrow, to compare. */
export const TimeStrip = ({ place, view, heard }: TimeStripProps) => {
  const { q } = place;
  const now = useNow();
  const room = useRef<HTMLElement>(null);
  const width = useWidth(room);
  const at = place.at === null ? null : Date.parse(place.at);
  const span = spanOf(q, at, now);
  const buckets = width === null ? null : bucketsIn(width);
  const { answer } = useDensity(q, view, span, buckets, heard);
  const density = shown(answer);
  const bars = useMemo(() => (density === null ? [] : barsOf(density)), [density]);
  const { after, before } = timeOf(q, now);
  const other = otherIn(place.compare);
  const narrowed = (window: Window | null): string =>
    placeAt({ ...place, change: null, q: window === null ? withoutTime(q) : withWindow(q, window) });

  const title = span.live && after === null ? 'Last 24 hours' : spanInWords(span);
  const tools = (
    <>
      <CompareChoice place={place} span={span} />
      <StripTools span={span} now={now} hrefOf={narrowed} bounded={after !== null || before !== null} />
    </>
  );
  // The filter box says what is wrong with a filter, and the feed what is wrong with the server.
  const broken = answer.is === 'trouble' && density === null;
  return (
    <section
      className={answer.is === 'awaited' && density !== null ? 'strip before' : 'strip'}
      aria-label="When it changed"
      ref={room}
    >
      {density === null || width === null ? (
        <>
          <StripHead title={title} whole={null} looked={null} partial={false} onOnly={null}>
            {tools}
          </StripHead>
          {broken && <p className="strip-none">What was counted cannot be read now.</p>}
        </>
      ) : (
        <Strip
          key={`${density.from} ${density.stepMs} ${bars.length}`}
          title={title}
          span={{ from: Date.parse(density.from), to: Date.parse(density.to), live: span.live }}
          density={density}
          bars={bars}
          width={width}
          onNarrow={(window) => go(narrowed(window))}
        >
          {tools}
        </Strip>
      )}
      {other !== null && <ComparePanel place={place} view={view} span={span} other={other} />}
    </section>
  );
};
