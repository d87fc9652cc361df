import { lazy, Suspense } from 'react';
import { SignIn } from './access/SignIn.tsx';
import { Welcome } from './access/Welcome.tsx';
import { FeedScreen } from './feed/FeedScreen.tsx';
import { Nowhere } from './shell/Nowhere.tsx';
import { routeOf } from './shell/route.ts';
import { usePlace } from './ui/place.ts';

/** Who opens the feed at night waits for the feed alone: the other parts come when they are gone to. */
const CatalogScreen = lazy(async () => ({
  default: (await import('./catalog/CatalogScreen.tsx')).CatalogScreen,
}));
const AttentionScreen = lazy(async () => ({
  default: (await import('./catalog/attention/AttentionScreen.tsx')).AttentionScreen,
}));
const EntityScreen = lazy(async () => ({
  default: (await import('./catalog/entity/EntityScreen.tsx')).EntityScreen,
}));
const GraphScreen = lazy(async () => ({
  default: (await import('./catalog/graph/GraphScreen.tsx')).GraphScreen,
}));
const NoiseScreen = lazy(async () => ({
  default: (await import('./sources/noise/NoiseScreen.tsx')).NoiseScreen,
}));
const SourcesScreen = lazy(async () => ({
  default: (await import('./sources/SourcesScreen.tsx')).SourcesScreen,
}));
const SourceScreen = lazy(async () => ({
  default: (await import('./sources/SourceScreen.tsx')).SourceScreen,
}));
const UnmappedScreen = lazy(async () => ({
  default: (await import('./sources/mapping/UnmappedScreen.tsx')).UnmappedScreen,
}));
const CustomScreen = lazy(async () => ({
  default: (await import('./sources/custom/CustomScreen.tsx')).CustomScreen,
}));
const AboutScreen = lazy(async () => ({ default: (await import('./shell/AboutScreen.tsx')).AboutScreen }));

const Screen = () => {
  const route = routeOf(usePlace().pathname);
  switch (route.is) {
    case 'feed':
      return <FeedScreen />;
    case 'sign-in':
      return <SignIn />;
    case 'welcome':
      return <Welcome />;
    case 'catalog':
      return <CatalogScreen />;
    case 'attention':
      return <AttentionScreen />;
    case 'entity':
      return <EntityScreen key={route.ref} entity={route.ref} />;
    case 'graph':
      return <GraphScreen />;
    case 'noise':
      return <NoiseScreen />;
    case 'sources':
      return <SourcesScreen />;
    case 'source':
      return <SourceScreen key={route.name} name={route.name} />;
    case 'unmapped':
      return <UnmappedScreen />;
    case 'custom':
      return <CustomScreen key={route.name} name={route.name} />;
    case 'about':
      return <AboutScreen />;
    case 'nowhere':
      return <Nowhere />;
  }
};

export const Page = () => (
  <Suspense fallback={<div className="top" />}>
    <Screen />
  </Suspense>
);
