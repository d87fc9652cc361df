import type { ReactNode } from 'react';
import { Bird } from '../../ui/Bird.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { feedAt, go } from '../../ui/place.ts';
import { ThemeButton } from '../../ui/ThemeButton.tsx';

type TopBarProps = { readonly children: ReactNode; readonly live: ReactNode; readonly onSignOut: () => void };

export const TopBar = ({ children, live, onSignOut }: TopBarProps) => (
  <header className="top">
    <a
      className="logo"
      href="/"
      title="The whole feed"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(feedAt(''));
      }}
    >
      <Bird size={22} />
      <span className="unseen">Nightjar, the whole feed</span>
    </a>
    {children}
    {live}
    <div className="tools">
      <ThemeButton />
      <button type="button" className="bare" onClick={onSignOut} aria-label="Sign out" title="Sign out">
        <Icon size={18}>
          <path d="M7 3H4.5A1.5 1.5 0 0 0 3 4.5v9A1.5 1.5 0 0 0 4.5 15H7M11.5 12.5 15 9l-3.5-3.5M15 9H7" />
        </Icon>
      </button>
    </div>
  </header>
);
