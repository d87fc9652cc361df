import { leavePage } from '../access/whose-page.ts';
import { nightjar } from '../nightjar.ts';
import { toClipboard } from '../ui/clipboard.ts';
import { go } from '../ui/place.ts';
import { chooseTheme, type Theme } from '../ui/theme.ts';
import type { Action } from './action.ts';
import { show, toggle } from './open.ts';
import { forgetRecent } from './palette/recent.ts';
import { setSingleKeys } from './single-keys.ts';
import { say } from './told.ts';

/** Nothing of what one has looked at is left to who signs in next. */
const leave = (to: string) => (): void => {
  leavePage();
  forgetRecent();
  go(to);
};

const copyLink = (): true => {
  toClipboard(location.href).then(
    () => say('The link is copied.'),
    () => say('The browser refused to copy: the link stands in its address bar.'),
  );
  return true;
};

type House = { readonly theme: Theme; readonly singleKeys: boolean };

/** What can be done everywhere. */
export const houseActions = ({ theme, singleKeys }: House): readonly Action[] => {
  const other = theme === 'dark' ? 'light' : 'dark';
  return [
    {
      name: 'palette',
      label: 'Search, or do something',
      group: 'Nightjar',
      shortcut: 'mod+k',
      offered: 'keys',
      run: () => {
        toggle('palette');
        return true;
      },
    },
    {
      name: 'copy-link',
      label: 'Copy the link to this page as it stands',
      group: 'Here',
      shortcut: 'y',
      keywords: 'share url address clipboard',
      offered: 'menu',
      run: copyLink,
    },
    {
      name: 'theme',
      label: `Use the ${other} theme`,
      group: 'Nightjar',
      shortcut: 'shift+t',
      keywords: 'dark light colours mode appearance',
      offered: 'menu',
      run: () => {
        chooseTheme(other);
        return true;
      },
    },
    {
      name: 'keys',
      label: 'Show all keys',
      group: 'Nightjar',
      shortcut: '?',
      keywords: 'help shortcuts keyboard',
      offered: 'menu',
      run: () => {
        show('keys');
        return true;
      },
    },
    {
      name: 'single-keys',
      label: singleKeys ? 'Turn keys without Ctrl or ⌘ off' : 'Turn keys without Ctrl or ⌘ on',
      group: 'Nightjar',
      keywords: 'shortcuts keyboard accessibility speech',
      run: () => {
        setSingleKeys(!singleKeys);
        say(singleKeys ? 'Keys without Ctrl or ⌘ do nothing now.' : 'Keys without Ctrl or ⌘ work again.');
        return true;
      },
    },
    {
      name: 'about',
      label: 'About Nightjar',
      group: 'Nightjar',
      keywords: 'licence version',
      offered: 'menu',
      href: '/about',
      run: () => {
        go('/about');
        return true;
      },
    },
    {
      name: 'sign-out',
      label: 'Sign out',
      group: 'Nightjar',
      keywords: 'log out leave session',
      offered: 'menu',
      run: () => {
        nightjar.session.signOut().then(leave('/sign-in'), leave('/sign-in?unheard=1'));
        return true;
      },
    },
  ];
};
