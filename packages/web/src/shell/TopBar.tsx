import type { ReactNode } from 'react';
import { AsOfPicker } from '../catalog/parts/AsOfPicker.tsx';
import { catalogAt, graphAt } from '../catalog/ways.ts';
import { nightjar } from '../nightjar.ts';
import { sourcesAt } from '../sources/ways.ts';
import { answers } from '../ui/answers.ts';
import { Bird } from '../ui/Bird.tsx';
import { Icon } from '../ui/Icon.tsx';
import { go } from '../ui/place.ts';
import { ThemeButton } from '../ui/ThemeButton.tsx';
import { To } from '../ui/To.tsx';

type Part = 'feed' | 'catalog' | 'graph' | 'sources';

type TopBarProps = {
  /** Where the reader is. */
  readonly part: Part | null;
  /** The instant that is looked at; the other parts are opened at the same. */
  readonly at?: string | null;
  readonly children?: ReactNode;
  readonly live?: ReactNode;
};

const signOut = (): void => {
  const leave = (): void => {
    answers.clear();
    go('/sign-in');
  };
  nightjar.session.signOut().then(leave, leave);
};

/** What stands above every screen: the parts, the box of the screen, and how fresh what is seen is. */
export const TopBar = ({ part, at = null, children, live }: TopBarProps) => {
  const parts = [
    { is: 'feed', name: 'Feed', href: '/' },
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
            {name}
          </To>
        ))}
      </nav>
      {children}
      {live}
      <div className="tools">
        {(part === 'catalog' || part === 'graph') && <AsOfPicker />}
        <ThemeButton />
        <button type="button" className="bare" onClick={signOut} aria-label="Sign out" title="Sign out">
          <Icon size={18}>
            <path d="M7 3H4.5A1.5 1.5 0 0 0 3 4.5v9A1.5 1.5 0 0 0 4.5 15H7M11.5 12.5 15 9l-3.5-3.5M15 9H7" />
          </Icon>
        </button>
      </div>
    </header>
  );
};
