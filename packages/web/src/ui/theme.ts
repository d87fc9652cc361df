import { keep, kept } from './kept.ts';
import { store } from './store.ts';

const key = 'nightjar.theme';

export type Theme = 'dark' | 'light';

const stored = (): Theme | null => {
  const value = kept(key);
  return value === 'dark' || value === 'light' ? value : null;
};

const shown = store<Theme | null>(null);

/** The theme on the screen: what was chosen here, else what the system asks for. */
const shownTheme = (chosen: Theme | null): Theme =>
  chosen ?? stored() ?? (matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark');

export const useTheme = (): Theme => shownTheme(shown.use());

/** Before the first paint of our own: a choice made earlier wins over the system. */
export const applyStoredTheme = (): void => {
  const theme = stored();
  if (theme !== null) document.documentElement.dataset['theme'] = theme;
};

export const chooseTheme = (theme: Theme): void => {
  document.documentElement.dataset['theme'] = theme;
  keep(key, theme);
  shown.set(theme);
};
