import { partsOf } from '../catalog/ways.ts';
import { routeOf } from '../shell/route.ts';
import { plain } from '../ui/plain.ts';

const feed = 'Every change that people and robots make, as it happens.';

/** Where one comes back to after signing in, in words. */
export const backTo = ({ pathname, searchParams }: URL): string => {
  const route = routeOf(pathname);
  const filtered = (searchParams.get('q') ?? '') === '' ? '' : ', with the filter you had';
  switch (route.is) {
    case 'feed':
      if (searchParams.has('change')) return 'You come back to the change you had open.';
      return filtered === '' ? feed : `You come back to the feed${filtered}.`;
    case 'entity': {
      const { kind, name } = partsOf(route.ref);
      return `You come back to the ${plain(kind)} ${plain(name)}.`;
    }
    case 'catalog':
      return `You come back to the catalog${filtered}.`;
    case 'attention':
      return `You come back to what needs attention${filtered}.`;
    case 'graph':
      return `You come back to the graph${filtered}.`;
    default:
      return feed;
  }
};
