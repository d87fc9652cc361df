import { useEffect } from 'react';
import { FilterBox } from '../../filter/FilterBox.tsx';
import { TopBar } from '../../shell/TopBar.tsx';
import { go, usePlace } from '../../ui/place.ts';
import { To } from '../../ui/To.tsx';
import { fields } from '../fields.ts';
import { AsOf } from '../parts/AsOf.tsx';
import { asOfIn, attentionAt, catalogAt } from '../ways.ts';
import { NudgeList } from './NudgeList.tsx';

export const AttentionScreen = () => {
  const { searchParams } = usePlace();
  const at = asOfIn(searchParams);
  const q = searchParams.get('q')?.trim() ?? '';
  useEffect(() => {
    document.title = 'Needs attention · Nightjar';
  }, []);
  return (
    <>
      <a className="skip" href="#attention">
        To what needs attention
      </a>
      <TopBar part="catalog" at={at}>
        <FilterBox
          q={q}
          fields={fields}
          label="Narrow what needs attention"
          placeholder="tier:0 owner:payments"
          trouble={null}
          onApply={(to, how) => go(attentionAt({ q: to, at }), how)}
        />
      </TopBar>
      <AsOf />
      <main id="attention" className="attention" tabIndex={-1}>
        <p className="crumbs">
          <To href={catalogAt('', { at })}>Catalog</To>
        </p>
        <h1>Needs attention</h1>
        <p className="muted">Ownership that is missing, stale or contradictory; the most critical first.</p>
        <NudgeList q={q} at={at} />
      </main>
    </>
  );
};
