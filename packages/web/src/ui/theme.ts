const key = 'nightjar.theme';

export type Theme = 'dark' | 'light';

const stored = (): Theme | null => {
  try {
    const value = localStorage.getItem(key);
    return value === 'dark' || value === 'light' ? value : null;
  } catch {
    return null; // Storage may be forbidden; the system's wish holds then.
  }
};

/** The theme on the screen: what was chosen here, else what the system asks for. */
export const shownTheme = (): Theme =>
  stored() ?? (matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark');

/** Before the first paint of our own: a choice made earlier wins over the system. */
export const applyStoredTheme = (): void => {
  const theme = stored();
  if (theme !== null) document.documentElement.dataset['theme'] = theme;
};

export const chooseTheme = (theme: Theme): void => {
  document.documentElement.dataset['theme'] = theme;
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Then it lasts until the page is left.
  }
};
