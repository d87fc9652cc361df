import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import type { EntitiesInHand } from '../useEntities.ts';
import { EntityHead } from './EntityHead.tsx';
import { EntityRow } from './EntityRow.tsx';
import { FillIt } from './FillIt.tsx';
import { More } from './More.tsx';

/** With fewer, it is only Nightjar that is in its catalog: whoever looks is told how to fill it. */
const few = 8;

type ListBodyProps = {
  readonly hand: EntitiesInHand;
  readonly q: string;
  readonly at: string | null;
  readonly onClear: () => void;
};

/** What stands where the lines stand: the lines, or why there are none. */
export const ListBody = ({ hand: { list, more, again }, q, at, onClear }: ListBodyProps) => {
  const { shown, trouble, current } = list;
  const wrongFilter = trouble?.is === 'filter';
  const broken = trouble !== null && !wrongFilter && (
    <TroubleNotice trouble={trouble} what="The catalog" onAgain={again} />
  );
  if (shown === null) {
    if (broken) return broken;
    if (wrongFilter)
      return (
        <Notice
          rank={2}
          title="This filter cannot be read"
          action={{ label: 'Clear the filter', run: onClear }}
        >
          <p>The place is marked under the box. Mend it there, or begin with the whole catalog.</p>
        </Notice>
      );
    return <Skeleton what="The catalog" />;
  }
  if (current && shown.length === 0 && trouble === null) {
    if (q !== '')
      return (
        <Notice rank={2} title="Nothing matches" action={{ label: 'Clear the filter', run: onClear }}>
          <p>
            Names, aliases, tags, descriptions and owners were searched, and names that are spelt nearly so.
          </p>
        </Notice>
      );
    if (at !== null)
      return (
        <Notice rank={2} title="Nothing was in the catalog yet">
          <p>It was filled later than the instant you look at.</p>
        </Notice>
      );
    return <FillIt title="The catalog is empty" />;
  }
  const whole = q === '' && at === null && current && list.next === null;
  return (
    <>
      {broken}
      <div className={current ? 'lines' : 'lines before'} aria-busy={!current}>
        <EntityHead />
        <ul className="entity-list" aria-label="Catalog">
          {shown.map((entity) => (
            <EntityRow key={entity.ref} entity={entity} at={at} />
          ))}
        </ul>
        <More list={list} onAsk={more} />
      </div>
      {whole && shown.length < few && <FillIt title="There is more to find" />}
    </>
  );
};
