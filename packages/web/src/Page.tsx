import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { notice } from './offline/reached.ts';
import { openRouter } from './shell/router.ts';
import { answers } from './ui/answers.ts';
import { steerBy } from './ui/place.ts';

const router = openRouter();
steerBy({
  go: (href, how) => void router.navigate({ href, replace: how === 'replace', resetScroll: how === 'push' }),
  prepare: (href) => void router.preloadRoute({ to: '.', href }).catch(() => {}),
});
// How old the screen before was says nothing of the next one.
router.subscribe('onBeforeNavigate', ({ pathChanged }) => {
  if (pathChanged) notice({ is: 'moved' });
});

export const Page = () => (
  <QueryClientProvider client={answers}>
    <RouterProvider router={router} />
  </QueryClientProvider>
);
