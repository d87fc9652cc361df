import { Ago } from '../../ui/Age.tsx';
import { usePlace } from '../../ui/place.ts';
import { plain } from '../../ui/plain.ts';
import { To } from '../../ui/To.tsx';
import { wholeTime } from '../../ui/time.ts';
import { asOfIn, placeAsOf, unreadIn } from '../ways.ts';

/**
 * Says without a doubt that what is seen is the past; or that it is not, where the address asks for no instant there is. `title`: what
 * the past means here.
 */
export const AsOf = ({ title }: { readonly title?: string }) => {
  const place = usePlace();
  const at = asOfIn(place.searchParams);
  const unread = unreadIn(place.searchParams);
  if (at === null && unread === null) return null;
  return (
    <div className={unread === null ? 'as-of-banner' : 'as-of-banner unread'} role="status" title={title}>
      {at !== null && (
        <span>
          As of{' '}
          <strong>
            <time dateTime={at}>{wholeTime(Date.parse(at))}</time>
          </strong>
          , <Ago at={Date.parse(at)} />
        </span>
      )}
      {unread !== null && (
        <span>
          This instant cannot be read: <bdi>{plain(unread).slice(0, 60)}</bdi>; showing now
        </span>
      )}
      <To className="button" href={placeAsOf(place, null)}>
        Back to now
      </To>
    </div>
  );
};
