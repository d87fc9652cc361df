import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { askAhead } from './feed/first-page.ts';
import { Banner } from './offline/Banner.tsx';
import { Page } from './Page.tsx';
import { applyStoredTheme } from './ui/theme.ts';

askAhead(new URL(location.href));
applyStoredTheme();
const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <Page />
      <Banner />
    </StrictMode>,
  );

/** So long after everything has come, the first lines stand. */
const restMs = 1_500;

/** Only then, and when there is nothing else to do: who opens the feed at night waits for nothing that is kept for later. */
const begin = (): void => void import('./offline/begin.ts').then(({ begin }) => begin()).catch(() => {});
const later = (): void =>
  void setTimeout(
    () => ('requestIdleCallback' in globalThis ? requestIdleCallback(begin, { timeout: 3_000 }) : begin()),
    restMs,
  );
if (document.readyState === 'complete') later();
else addEventListener('load', later, { once: true });
