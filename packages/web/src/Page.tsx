import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { openRouter } from './shell/router.ts';
import { answers } from './ui/answers.ts';
import { steerBy } from './ui/place.ts';

const router = openRouter();
steerBy({
  go: (href, how) => void router.navigate({ href, replace: how === 'replace', resetScroll: how === 'push' }),
  prepare: (href) => void router.preloadRoute({ to: '.', href }).catch(() => {}),
});

export const Page = () => (
  <QueryClientProvider client={answers}>
    <RouterProvider router={router} />
  </QueryClientProvider>
);
