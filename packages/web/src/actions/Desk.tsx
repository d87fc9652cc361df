import { lazy, Suspense, useEffect } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { useTheme } from '../ui/theme.ts';
import { isApple } from './apple.ts';
import { houseActions } from './house-actions.ts';
import { listen } from './listen.ts';
import { Menu } from './menu/Menu.tsx';
import { type Over, show, useOver } from './open.ts';
import { useActions } from './registry.ts';
import { shortcutForAria, shortcutInWords } from './shortcut.ts';
import { useSingleKeys } from './single-keys.ts';
import { useTold } from './told.ts';
import { wayActions } from './ways.ts';

/** Whoever opens the feed at night waits for neither. */
const Palette = lazy(async () => ({ default: (await import('./palette/Palette.tsx')).Palette }));
const KeySheet = lazy(async () => ({ default: (await import('./help/KeySheet.tsx')).KeySheet }));

const close = (): void => show('nothing');

const Overlay = ({ over }: { readonly over: Over }) => {
  switch (over) {
    case 'palette':
      return <Palette onClose={close} />;
    case 'keys':
      return <KeySheet onClose={close} />;
    case 'save view':
    case 'nothing':
      return null;
  }
};

/** What can be done from every screen: the keys, the palette and its button, the sheet of keys, the menu. */
export const Desk = ({ at }: { readonly at: string | null }) => {
  const theme = useTheme();
  const singleKeys = useSingleKeys();
  const over = useOver();
  const told = useTold();
  useActions([...wayActions(at), ...houseActions({ theme, singleKeys })]);
  useEffect(listen, []);
  // What lay over the screen that is left is not wanted over the next.
  useEffect(() => close, []);
  return (
    <>
      <button
        type="button"
        className="ask"
        aria-label="Search, or do something"
        aria-keyshortcuts={shortcutForAria('mod+k', isApple)}
        aria-haspopup="dialog"
        onClick={() => show('palette')}
      >
        <Icon size={16}>
          <circle cx="7" cy="7" r="4.6" />
          <path d="m10.500 10.500 4 4" />
        </Icon>
        <span className="ask-words">Search, or do…</span>
        {/* Drawn and not written: a key is no part of what the button is called (WCAG 2.5.3). */}
        <span className="ask-key" aria-hidden="true" data-key={shortcutInWords('mod+k', isApple)[0]} />
      </button>
      <Menu />
      <Suspense>
        <Overlay over={over} />
      </Suspense>
      <p className="told-over" role="status">
        {told}
      </p>
    </>
  );
};
