import { createRootRoute, createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { FeedScreen } from '../feed/FeedScreen.tsx';
import { Nowhere } from './Nowhere.tsx';
import { routeOf } from './route.ts';

const root = createRootRoute({
  notFoundComponent: Nowhere,
  // One grammar of addresses: what `routeOf` knows nothing of is nowhere, whatever pattern it fits.
  beforeLoad: ({ location }) => {
    if (routeOf(location.publicHref.replace(/[?#].*$/s, '')).is === 'nowhere') throw notFound();
  },
});

/** A screen at its address. Who opens the feed at night waits for the feed alone: the other parts come when they are gone to. */
const screen = <Name extends string>(
  path: string,
  name: Name,
  load: () => Promise<Record<Name, () => React.ReactNode>>,
) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load, name),
    // The page of another thing begins anew: nothing that was typed or open belongs to it.
    remountDeps: ({ params }) => params,
  });

const entity = () => import('../catalog/entity/EntityScreen.tsx');

export const screens = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/', component: FeedScreen }),
  screen('/sign-in', 'SignIn', () => import('../access/SignIn.tsx')),
  screen('/welcome', 'Welcome', () => import('../access/Welcome.tsx')),
  screen('/start', 'StartScreen', () => import('../sources/start/StartScreen.tsx')),
  screen('/alerts', 'AlertsScreen', () => import('../alerts/AlertsScreen.tsx')),
  screen('/alerts/$id', 'AlertScreen', () => import('../alerts/AlertScreen.tsx')),
  screen('/diagnoses', 'DiagnosesScreen', () => import('../diagnosis/DiagnosesScreen.tsx')),
  screen('/diagnoses/$id', 'DiagnosisScreen', () => import('../diagnosis/DiagnosisScreen.tsx')),
  screen('/catalog', 'CatalogScreen', () => import('../catalog/CatalogScreen.tsx')),
  screen('/catalog/attention', 'AttentionScreen', () => import('../catalog/attention/AttentionScreen.tsx')),
  screen('/catalog/$kind/$name', 'EntityScreen', entity),
  screen('/catalog/$kind/$namespace/$name', 'EntityScreen', entity),
  screen('/graph', 'GraphScreen', () => import('../catalog/graph/GraphScreen.tsx')),
  screen('/noise', 'NoiseScreen', () => import('../sources/noise/NoiseScreen.tsx')),
  screen('/sources', 'SourcesScreen', () => import('../sources/SourcesScreen.tsx')),
  screen('/sources/unmapped', 'UnmappedScreen', () => import('../sources/mapping/UnmappedScreen.tsx')),
  screen('/sources/$name', 'SourceScreen', () => import('../sources/SourceScreen.tsx')),
  screen('/sources/custom/$name', 'CustomScreen', () => import('../sources/custom/CustomScreen.tsx')),
  screen('/gallery', 'GalleryScreen', () => import('../gallery/GalleryScreen.tsx')),
  screen('/about', 'AboutScreen', () => import('./AboutScreen.tsx')),
]);
