import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { show } from '../actions/open.ts';
import { alertsAt } from '../alerts/ways.ts';
import { catalogAt } from '../catalog/ways.ts';
import { Notice } from '../ui/Notice.tsx';
import { brief } from '../ui/plain.ts';
import { To } from '../ui/To.tsx';
import { TopBar } from './TopBar.tsx';

/** An address at which nothing is: mistyped, or from elsewhere. */
export const Nowhere = () => {
  const pathname = useLocation({ select: (place) => place.pathname });
  useEffect(() => {
    document.title = 'No such page · Nightjar';
  }, []);
  return (
    <>
      <a className="skip" href="#nowhere">
        To the ways on
      </a>
      <TopBar part={null} />
      <main id="nowhere" className="nowhere" tabIndex={-1}>
        <Notice title="There is no such page">
          <p>
            Nothing is at <code dir="ltr">{brief(pathname, 120)}</code>. Search for what you meant, or go on
            from here.
          </p>
          <p className="nowhere-ways">
            <button type="button" className="button primary" onClick={() => show('palette')}>
              Search
            </button>
            <To className="button" href="/">
              The feed
            </To>
            <To className="button" href={alertsAt()}>
              The alerts
            </To>
            <To className="button" href={catalogAt('')}>
              The catalog
            </To>
          </p>
        </Notice>
      </main>
    </>
  );
};
