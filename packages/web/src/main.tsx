import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { askAhead } from './feed/first-page.ts';
import { Page } from './Page.tsx';
import { applyStoredTheme } from './ui/theme.ts';

askAhead(new URL(location.href));
applyStoredTheme();
const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  );
