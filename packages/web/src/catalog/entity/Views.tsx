import { quoted } from '../../filter/words.ts';
import { To } from '../../ui/To.tsx';
import { aboutThing } from './about.ts';
import { Definition } from './Definition.tsx';
import { Dependencies, PartList } from './Dependencies.tsx';
import { EntityFeed, OwnedFeed } from './EntityFeed.tsx';
import { Facts } from './Facts.tsx';
import { History } from './History.tsx';
import { needsOf } from './needs.ts';
import { Owns } from './Owns.tsx';
import type { ThingPage } from './page-of.ts';
import { type View, viewNames } from './views.ts';

type ViewsProps = {
  readonly page: ThingPage;
  /** Null until it has come. */
  readonly definition: string | null;
  readonly at: string | null;
  readonly view: View;
  readonly views: readonly View[];
  /** This page, with something of its address changed. */
  readonly here: (asked: Record<string, string | null>) => string;
};

const counted = (page: ThingPage, view: View): string => {
  const { needs, neededBy, parts } = needsOf(page);
  const more = page.relationsCut ? '+' : '';
  const count =
    view === 'dependencies' ? needs.length + neededBy.length : view === 'parts' ? parts.length : null;
  // Of none that are known, and perhaps more, there is no number.
  return count === null || (count === 0 && page.relationsCut) ? '' : `${count}${more}`;
};

const Shown = ({ page, definition, at, view, here }: Omit<ViewsProps, 'views'>) => {
  const isTeam = page.kind === 'team' || page.kind === 'person';
  switch (view) {
    case 'changes':
      if (isTeam) return <OwnedFeed q={`owner:${quoted(page.name)}`} entity={page.ref} at={at} />;
      return <EntityFeed key={page.ref} {...aboutThing(page, at)} own />;
    case 'owns':
      return <Owns page={page} at={at} />;
    case 'parts':
      return <PartList page={page} at={at} />;
    case 'dependencies':
      return <Dependencies page={page} at={at} />;
    case 'definition':
      return <Definition text={definition} />;
    case 'facts':
      return <Facts entity={page.ref} at={at} />;
    case 'history':
      return <History entity={page.ref} at={at} asOf={(instant) => here({ at: instant })} />;
  }
};

/** The right half: one view at a time, each with an address. */
export const Views = (props: ViewsProps) => {
  const { page, view, views, here } = props;
  return (
    <section className="entity-views stream" aria-label={viewNames[view]}>
      <nav className="view-tabs" aria-label="Views">
        {views.map((it, index) => {
          const count = counted(page, it);
          return (
            <To
              key={it}
              how="replace"
              href={here({ view: index === 0 ? null : it })}
              aria-current={it === view ? 'page' : undefined}
            >
              {viewNames[it]}
              {count !== '' && <span className="count">{count}</span>}
            </To>
          );
        })}
      </nav>
      <Shown {...props} />
    </section>
  );
};
