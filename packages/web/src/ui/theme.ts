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

/** A phone colours the bars around the page; what was chosen here wins over the system there too. */
const colourBars = (theme: Theme): void => {
  const metas = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')];
  const ground = metas.find(({ dataset }) => dataset['of'] === theme)?.dataset['ground'];
  for (const meta of metas) if (ground !== undefined) meta.content = ground;
};

/** Before the first paint of our own: a choice made earlier wins over the system. */
export const applyStoredTheme = (): void => {
  const theme = stored();
  if (theme === null) return;
  document.documentElement.dataset['theme'] = theme;
  colourBars(theme);
};

export const chooseTheme = (theme: Theme): void => {
  document.documentElement.dataset['theme'] = theme;
  colourBars(theme);
  keep(key, theme);
  shown.set(theme);
};
