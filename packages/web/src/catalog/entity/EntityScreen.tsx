import { useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { FilterBox } from '../../filter/FilterBox.tsx';
import { TopBar } from '../../shell/TopBar.tsx';
import { go, usePlace } from '../../ui/place.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { shown } from '../../ui/useAnswer.ts';
import { useSignedIn } from '../../ui/useSignedIn.ts';
import { fields } from '../fields.ts';
import { useMayEdit } from '../owner/useMayEdit.ts';
import { AsOf } from '../parts/AsOf.tsx';
import { asOfIn, catalogAt, entityAt } from '../ways.ts';
import { Heading } from './Heading.tsx';
import { Identity } from './Identity.tsx';
import { Slider } from './Slider.tsx';
import { Stands } from './Stands.tsx';
import { Unknown } from './Unknown.tsx';
import { useLooked, useWhole } from './useLooked.ts';
import { Views } from './Views.tsx';
import { viewIn, viewsOf } from './views.ts';

/** One thing: what it is and whom to call on the left, what happened to it on the right, and its past under a slider. */
export const EntityScreen = () => {
  const { kind = '', namespace = 'default', name = '' } = useParams({ strict: false });
  const ref = `${kind}:${namespace}/${name}`;
  const { searchParams } = usePlace();
  const at = asOfIn(searchParams);
  const { answer, again } = useLooked(ref, at);
  const trouble = answer.is === 'trouble' ? answer.trouble : null;
  useSignedIn(trouble);
  // Asked beside the page: were it asked after it, the way to change the owner would push down what is read.
  useMayEdit();
  const first = shown(answer);
  const views = viewsOf(first?.page.kind ?? kind);
  const view = viewIn(searchParams.get('view'), views);
  const { definition, looked } = useWhole(first, at, view === 'definition');
  const page = looked?.page ?? null;
  const here = (asked: Record<string, string | null>): string =>
    entityAt(ref, { view: searchParams.get('view'), at, ...asked });

  useEffect(() => {
    document.title = `${page?.name ?? name} · ${kind} · Nightjar`;
  }, [page?.name, name, kind]);

  const missing = trouble?.is === 'broken' && trouble.missing === true;
  const body = (): ReactNode => {
    if (missing) return <Unknown of={ref} at={at} says={trouble} />;
    if (looked === null)
      return trouble === null ? (
        <Skeleton what="The page" />
      ) : (
        <TroubleNotice rank={1} trouble={trouble} what="This page" onAgain={again} />
      );
    const { page, who, standing } = looked;
    return (
      <>
        {trouble !== null && <TroubleNotice trouble={trouble} what="This page" onAgain={again} />}
        <div
          className={answer.is === 'here' ? 'entity' : 'entity before'}
          aria-busy={answer.is === 'awaited'}
        >
          <Heading page={page} who={who} at={at} onEdited={again} />
          {standing !== null && <Stands standing={standing} of={page} at={at} />}
          <Slider moments={page.moments} at={at} onMove={(to) => go(here({ at: to }), 'replace')} />
          <div className="entity-halves">
            <Identity page={page} who={who} at={at} onEdited={again} />
            <Views page={page} definition={definition} at={at} view={view} views={views} here={here} />
          </div>
        </div>
      </>
    );
  };

  return (
    <>
      <a className="skip" href="#entity">
        To {name}
      </a>
      <TopBar part="catalog" at={at}>
        <FilterBox
          q=""
          fields={fields}
          label="Search the catalog"
          placeholder="Search the catalog"
          trouble={null}
          onApply={(to) => go(catalogAt(to, { at }))}
        />
      </TopBar>
      <AsOf />
      <main id="entity" className="entity-main" tabIndex={-1}>
        {body()}
      </main>
    </>
  );
};
