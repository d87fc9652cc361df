import { Age } from '../../ui/Age.tsx';
import { To } from '../../ui/To.tsx';
import { wholeTime } from '../../ui/time.ts';

type AsOfProps = {
  readonly at: string;
  /** The same place, now. */
  readonly now: string;
};

/** Says without a doubt that what is seen is the past. */
export const AsOf = ({ at, now }: AsOfProps) => (
  <div className="as-of-banner" role="status">
    <span>
      As of{' '}
      <strong>
        <time dateTime={at}>{wholeTime(Date.parse(at))}</time>
      </strong>
      , <Age at={Date.parse(at)} /> ago
    </span>
    <To className="button" href={now}>
      Back to now
    </To>
  </div>
);
