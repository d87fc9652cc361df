import { useServices } from '../alerts/useServices.ts';
import { useWays } from '../alerts/useWays.ts';
import { WayLink } from '../alerts/WayLink.tsx';
import { EntityLink } from '../catalog/parts/EntityLink.tsx';
import { plain } from '../ui/plain.ts';
import './suspect-reach.css';

type SuspectReachProps = {
  readonly service: string;
  /** The same stands above, and may be said in fewer words. */
  readonly again: boolean;
};

/** Of what is suspected: whose it is, and a tap each to them and to what is measured of it. Nothing where the catalog does not know it. */
export const SuspectReach = ({ service, again }: SuspectReachProps) => {
  const around = useServices([service]);
  const page = around?.get(service) ?? null;
  const { ways, who, awaited } = useWays([], page);
  if (around !== null && page === null) return null;
  const owners = who?.owners.filter(({ chosen }) => chosen) ?? [];
  return (
    <p className={again ? 'suspect-reach again' : 'suspect-reach'} aria-busy={who === null && awaited}>
      {who !== null && (
        <span className="suspect-owner">
          {owners.length === 0 ? 'nobody is known to own it' : 'owned by '}
          {owners.map(({ owner }, nth) => (
            <span key={owner.ref}>
              {nth > 0 && ', '}
              <EntityLink to={owner} at={null} />
            </span>
          ))}
        </span>
      )}
      {ways
        .filter(({ is }) => is === 'onCall' || is === 'chat' || is === 'dashboard')
        .map((way) => (
          <WayLink key={way.is} way={way} className="suspect-way" name={`${way.word}: ${plain(way.label)}`}>
            <span className="suspect-word">{way.word}</span>
          </WayLink>
        ))}
    </p>
  );
};
