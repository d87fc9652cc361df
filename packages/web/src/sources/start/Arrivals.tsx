import type { Change } from '@nightjar/sdk/wire';
import type { ReactNode } from 'react';
import { Row } from '../../feed/parts/Row.tsx';
import { feedAt, go } from '../../ui/place.ts';
import { To } from '../../ui/To.tsx';

const see = (id: string): void => go(feedAt('', id));

type ArrivalsProps = {
  readonly arrived: readonly Change[];
  /** Whether anything has ever arrived. */
  readonly first: boolean;
  /** What is waited for, and what went wrong meanwhile. */
  readonly children?: ReactNode;
};

/** The place where the first event comes into sight. */
export const Arrivals = ({ arrived, first, children }: ArrivalsProps) => {
  const [newest] = arrived;
  return (
    <section className="arrivals" aria-label="What arrives">
      {children}
      <div role="status">
        {newest === undefined ? (
          <p className="watching">
            <i className="pulse" aria-hidden="true" /> Waiting for the {first ? 'first' : 'next'} change…
          </p>
        ) : (
          <p className="arrived-word">
            <b>It has arrived.</b> This is how it stands in the feed:
          </p>
        )}
      </div>
      {newest !== undefined && (
        <>
          <ul className="lines">
            {arrived.map((change) => (
              <li key={change.id} className="line arrived">
                <Row change={change} open={false} onToggle={see} />
              </li>
            ))}
          </ul>
          <To className="button primary" href={feedAt('', newest.id)}>
            See it in the feed
          </To>
        </>
      )}
    </section>
  );
};
