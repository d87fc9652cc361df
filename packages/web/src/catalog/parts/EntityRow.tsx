import type { Entity } from '@nightjar/sdk/wire';
import { memo } from 'react';
import { Age } from '../../ui/Age.tsx';
import { plain } from '../../ui/plain.ts';
import { To } from '../../ui/To.tsx';
import { wholeTime } from '../../ui/time.ts';
import { entityAt } from '../ways.ts';
import { KindGlyph } from './KindGlyph.tsx';
import { StateMark } from './StateMark.tsx';
import { Tier } from './Tier.tsx';

type EntityRowProps = { readonly entity: Entity; readonly at: string | null };

/** What somebody should answer for. */
const owned: ReadonlySet<string> = new Set(['service', 'api', 'resource', 'system']);

const Owner = ({ entity }: { readonly entity: Entity }) => {
  const { owners } = entity;
  const [first, ...others] = owners;
  if (first === undefined) return owned.has(entity.kind) ? <span className="none">no owner</span> : null;
  return (
    <span className={first.known ? '' : 'unknown'} title={owners.map(({ ref }) => ref).join(', ')}>
      <span className="unseen">owner </span>
      <bdi>{plain(first.name)}</bdi>
      {others.length > 0 && ` +${others.length}`}
    </span>
  );
};

/** One thing of the catalog, one line; the whole line leads to its page. */
export const EntityRow = memo(({ entity, at }: EntityRowProps) => {
  const seen = entity.lastSeen === null ? null : Date.parse(entity.lastSeen);
  return (
    <li className="entity-line">
      <To className={`entity-row ${entity.state}`} href={entityAt(entity.ref, { at })} data-ref={entity.ref}>
        <KindGlyph kind={entity.kind} />
        <span className="entity-name" title={entity.ref}>
          <bdi>{plain(entity.name)}</bdi>
          {entity.namespace !== 'default' && <small>{plain(entity.namespace)}</small>}
        </span>
        <span className="entity-tier">
          <Tier tier={entity.tier} />
        </span>
        <span className="entity-owner">
          <Owner entity={entity} />
        </span>
        <span className="entity-says" dir="auto">
          {plain((entity.description ?? entity.title ?? '').slice(0, 300))}
        </span>
        <span className="entity-marks">
          <StateMark entity={entity} />
          {entity.lifecycle !== null && entity.lifecycle !== 'production' && (
            <span className="state">{plain(entity.lifecycle)}</span>
          )}
        </span>
        <span className="entity-lang">{entity.language === null ? '' : plain(entity.language)}</span>
        <span className="entity-seen" title={seen === null ? undefined : `Last seen ${wholeTime(seen)}`}>
          {seen !== null && (
            <>
              <span className="unseen">last seen </span>
              <Age at={seen} />
            </>
          )}
        </span>
      </To>
    </li>
  );
});
