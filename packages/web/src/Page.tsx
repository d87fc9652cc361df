import { SignIn } from './access/SignIn.tsx';
import { Welcome } from './access/Welcome.tsx';
import { FeedScreen } from './feed/FeedScreen.tsx';
import { usePlace } from './ui/place.ts';

/** Three places so far; a router comes with the catalog. */
export const Page = () => {
  const { pathname } = usePlace();
  if (pathname === '/sign-in') return <SignIn />;
  if (pathname === '/welcome') return <Welcome />;
  return <FeedScreen />;
};
