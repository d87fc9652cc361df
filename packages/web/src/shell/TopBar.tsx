import type { ReactNode } from 'react';
import { Desk } from '../actions/Desk.tsx';
import { alertsAt } from '../alerts/ways.ts';
import { AsOfPicker } from '../catalog/parts/AsOfPicker.tsx';
import { catalogAt, graphAt } from '../catalog/ways.ts';
import { sourcesAt } from '../sources/ways.ts';
import { Bird } from '../ui/Bird.tsx';
import { To } from '../ui/To.tsx';
import { type Part, PartIcon } from './PartIcon.tsx';

type TopBarProps = {
  /** Where the reader is. */
  readonly part: Part | null;
  /** The instant that is looked at; the other parts are opened at the same. */
  readonly at?: string | null;
  readonly children?: ReactNode;
  readonly live?: ReactNode;
};

/** What stands above every screen: the parts, the box of the screen, and how fresh what is seen is. */
export const TopBar = ({ part, at = null, children, live }: TopBarProps) => {
  const parts = [
    { is: 'feed', name: 'Feed', href: '/' },
    { is: 'alerts', name: 'Alerts', href: alertsAt() },
    { is: 'catalog', name: 'Catalog', href: catalogAt('', { at }) },
    { is: 'graph', name: 'Graph', href: graphAt({ at }) },
    { is: 'sources', name: 'Sources', href: sourcesAt },
  ] as const;
  return (
    <header className="top">
      <To className="logo" href="/" title="The whole feed">
        <Bird size={22} />
        <span className="unseen">Nightjar, the whole feed</span>
      </To>
      <nav className="parts" aria-label="Parts of Nightjar">
        {parts.map(({ is, name, href }) => (
          <To key={is} href={href} aria-current={is === part ? 'page' : undefined}>
            <PartIcon part={is} />
            {name}
          </To>
        ))}
      </nav>
      {children}
      {live}
      <div className="tools">
        {(part === 'feed' || part === 'catalog' || part === 'graph') && <AsOfPicker />}
        <Desk at={at} />
      </div>
    </header>
  );
};
