import type { Named } from '@nightjar/sdk/wire';
import { plain } from '../../ui/plain.ts';
import { To } from '../../ui/To.tsx';
import { entityAt } from '../ways.ts';

type EntityLinkProps = { readonly to: Named; readonly at: string | null; readonly className?: string };

/** Leads to what is named; to what the catalog does not have, nothing leads. */
export const EntityLink = ({ to, at, className = '' }: EntityLinkProps) =>
  to.known ? (
    <To className={`entity-link ${className}`} href={entityAt(to.ref, { at })} title={to.ref}>
      <bdi>{plain(to.name)}</bdi>
    </To>
  ) : (
    <span className={`unknown ${className}`} title={`${to.ref} is named, but not in the catalog`}>
      <bdi>{plain(to.name)}</bdi>
      <span className="unseen"> (not in the catalog)</span>
    </span>
  );
