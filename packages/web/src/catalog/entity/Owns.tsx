import type { Entity } from '@nightjar/sdk/wire';
import { quoted } from '../../filter/words.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { To } from '../../ui/To.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { NudgeList } from '../attention/NudgeList.tsx';
import { EntityRow } from '../parts/EntityRow.tsx';
import { More } from '../parts/More.tsx';
import { useEntities } from '../useEntities.ts';
import { catalogAt } from '../ways.ts';
import type { ThingPage } from './page-of.ts';

type OwnsProps = { readonly page: ThingPage; readonly at: string | null };

/** Those whose tier nobody says are told last. */
const tiers = [0, 1, 2, 3, null] as const;

const Tiered = ({ all, at }: { readonly all: readonly Entity[]; readonly at: string | null }) =>
  tiers.map((tier) => {
    const these = all.filter((entity) => entity.tier === tier);
    if (these.length === 0) return null;
    return (
      <section key={tier ?? 'none'} className="needs">
        <h3>
          {tier === null ? 'Without a tier' : `Tier ${tier}`} <span className="count">{these.length}</span>
        </h3>
        <ul className="entity-list">
          {these.map((entity) => (
            <EntityRow key={entity.ref} entity={entity} at={at} />
          ))}
        </ul>
      </section>
    );
  });

/** What a team or a person answers for, and what of it wants their attention. */
export const Owns = ({ page, at }: OwnsProps) => {
  const q = `owner:${quoted(page.name)}`;
  const { list, more, again } = useEntities(q, at);
  if (list.shown === null)
    return list.trouble === null ? (
      <Skeleton what="What it owns" />
    ) : (
      <TroubleNotice trouble={list.trouble} what="What it owns" onAgain={again} />
    );
  return (
    <div className="owns">
      <NudgeList q={q} at={at} heading="Needs attention" />
      {list.shown.length === 0 ? (
        <p className="nothing">Nothing names {page.name} as its owner.</p>
      ) : (
        <>
          <Tiered all={list.shown} at={at} />
          {list.next !== null && <More list={list} onAsk={more} />}
        </>
      )}
      <p className="end">
        <To href={catalogAt(q, { at })}>See them in the catalog</To>
      </p>
    </div>
  );
};
