import type { Alert, EntityPage } from '@nightjar/sdk/wire';
import { plain } from '../ui/plain.ts';
import { useWays } from './useWays.ts';
import { WayLink } from './WayLink.tsx';

type ReachProps = { readonly alert: Pick<Alert, 'links'>; readonly page: EntityPage | null };

/** All that one opens next, a tap each: under the thumb on a phone. */
export const Reach = ({ alert, page }: ReachProps) => {
  const { ways } = useWays(alert.links, page);
  if (ways.length === 0) return null;
  return (
    <nav className="alert-reach" aria-label="Who to call and where to look">
      {ways.map((way) => (
        <WayLink key={way.is} way={way} className="alert-reach-way">
          <span className="alert-reach-word">{way.word}</span>
          <bdi className="alert-reach-label">{plain(way.label)}</bdi>
        </WayLink>
      ))}
    </nav>
  );
};
