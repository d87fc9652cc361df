import { useCallback, useRef, useState } from 'react';
import { Days } from '../../feed/parts/Days.tsx';
import { LiveMark } from '../../feed/parts/LiveMark.tsx';
import { Older } from '../../feed/parts/Older.tsx';
import { useFeed } from '../../feed/useFeed.ts';
import { useHold } from '../../feed/useHold.ts';
import { feedAt, go } from '../../ui/place.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { To } from '../../ui/To.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { useMoving } from '../../ui/useMoving.ts';
import { useEntities } from '../useEntities.ts';
import { type About, aboutQ } from './about.ts';

type EntityFeedProps = About & {
  /** All lines name the same: its name gives its room to the titles. */
  readonly own?: boolean;
};

/** What changed about it, live; as of an instant, what had changed until then. */
export const EntityFeed = ({ own = false, ...about }: EntityFeedProps) => {
  const { at } = about;
  const q = aboutQ(about);
  const { feed, older, hold, release, again } = useFeed(q, 'quiet');
  const [openId, setOpenId] = useState<string | null>(null);
  const top = useRef<HTMLDivElement>(null);
  const whole = useRef<HTMLDivElement>(null);
  useHold(top, openId !== null, hold);
  useMoving(whole);
  const toggle = useCallback((id: string) => setOpenId((now) => (now === id ? null : id)), []);
  const filter = useCallback((term: string) => go(feedAt(term)), []);
  const { lines, trouble, current } = feed;
  const waiting = lines?.waiting.length ?? 0;
  const broken = trouble !== null && trouble.is !== 'signed out';
  return (
    <div ref={whole} className={own ? 'entity-feed own' : 'entity-feed'} aria-busy={!current}>
      <div className="entity-feed-bar">
        {at === null && <LiveMark feed={feed} />}
        {waiting > 0 && (
          <button type="button" className="waiting-here" onClick={release}>
            {waiting} new
          </button>
        )}
        <To href={feedAt(q)}>Open in the feed</To>
      </div>
      <div ref={top} className="feed-top" />
      {broken && <TroubleNotice trouble={trouble} what="Its changes" onAgain={again} />}
      {lines === null ? (
        !broken && <Skeleton what="Its changes" />
      ) : lines.shown.length === 0 && current ? (
        <p className="nothing">
          {at === null ? 'No change has named it yet. ' : 'No change had named it until then. '}
          {at === null && 'The first appears here by itself.'}
        </p>
      ) : (
        <div className={current ? 'lines' : 'lines before'}>
          <Days lines={lines} openId={openId} onToggle={toggle} onFilter={filter} />
          <Older feed={feed} onAsk={older} isPart />
        </div>
      )}
    </div>
  );
};

type OwnedFeedProps = { readonly q: string; readonly entity: string; readonly at: string | null };

/** The changes of all that matches a filter of the catalog: a team's. */
export const OwnedFeed = ({ q, entity, at }: OwnedFeedProps) => {
  const { list, again } = useEntities(q, at);
  if (list.shown === null)
    return list.trouble === null ? (
      <Skeleton what="Its changes" />
    ) : (
      <TroubleNotice trouble={list.trouble} what="Its changes" onAgain={again} />
    );
  const services = list.shown.filter(({ kind }) => kind === 'service').map(({ name }) => name);
  return <EntityFeed key={services.join()} services={services} entity={entity} at={at} />;
};
