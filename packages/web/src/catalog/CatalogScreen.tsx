import { useEffect, useMemo, useRef } from 'react';
import { FilterBox } from '../filter/FilterBox.tsx';
import { TopBar } from '../shell/TopBar.tsx';
import { go, usePlace } from '../ui/place.ts';
import { useMoving } from '../ui/useMoving.ts';
import { useSignedIn } from '../ui/useSignedIn.ts';
import { Views } from '../views/Views.tsx';
import { asked } from './chips.ts';
import { totalOf } from './entities.ts';
import { fieldsWith } from './fields.ts';
import { AsOf } from './parts/AsOf.tsx';
import { ListBody } from './parts/ListBody.tsx';
import { QuickChips } from './parts/QuickChips.tsx';
import { useEntities } from './useEntities.ts';
import { asOfIn, catalogAt } from './ways.ts';

/** Everything there is, found by a word or narrowed by the filter. */
export const CatalogScreen = () => {
  const { searchParams } = usePlace();
  const q = searchParams.get('q')?.trim() ?? '';
  const at = asOfIn(searchParams);
  const hand = useEntities(asked(q), at);
  const main = useRef<HTMLElement>(null);
  useMoving(main);
  useSignedIn(hand.list.trouble);
  const fields = useMemo(() => fieldsWith(hand.list.shown ?? []), [hand.list.shown]);
  const ask = (to: string, how: 'push' | 'replace' = 'push'): void => go(catalogAt(to, { at }), how);

  useEffect(() => {
    document.title = q === '' ? 'Catalog · Nightjar' : `${q} · Catalog · Nightjar`;
  }, [q]);

  return (
    <>
      <a className="skip" href="#catalog">
        To the catalog
      </a>
      <TopBar part="catalog" at={at}>
        <FilterBox
          q={q}
          fields={fields}
          label="Search the catalog"
          placeholder="pricing, or tier:0 owner:payments lang:go"
          trouble={hand.list.trouble}
          onApply={ask}
        >
          <Views looked={{ screen: 'catalog', query: q, all: false }} />
        </FilterBox>
      </TopBar>
      <AsOf />
      <main id="catalog" className="catalog" ref={main} tabIndex={-1}>
        <h1 className="unseen">Catalog</h1>
        <QuickChips q={q} at={at} total={totalOf(hand.list)} onAsk={ask} />
        <ListBody hand={hand} q={q} at={at} onClear={() => ask('')} />
      </main>
    </>
  );
};
