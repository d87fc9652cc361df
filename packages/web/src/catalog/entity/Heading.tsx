import { WhatChanged } from '../../diagnosis/WhatChanged.tsx';
import { quoted } from '../../filter/words.ts';
import { plain } from '../../ui/plain.ts';
import { To } from '../../ui/To.tsx';
import { wholeTime } from '../../ui/time.ts';
import { EntityLink } from '../parts/EntityLink.tsx';
import { KindGlyph } from '../parts/KindGlyph.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { Tier } from '../parts/Tier.tsx';
import { catalogAt, graphAt } from '../ways.ts';
import { Call } from './Call.tsx';
import type { ThingPage, ToCall } from './page-of.ts';
import { Says } from './Says.tsx';

type HeadingProps = {
  readonly page: ThingPage;
  readonly who: ToCall;
  readonly at: string | null;
  readonly onEdited: () => void;
};

/** What is itself in no graph, and the field that finds what of it is. */
const gathering: ReadonlyMap<string, string> = new Map([
  ['team', 'owner'],
  ['person', 'owner'],
  ['system', 'system'],
  ['environment', 'env'],
]);

const graphOf = ({ ref, kind, name }: ThingPage, at: string | null): string => {
  const field = gathering.get(kind);
  return graphAt(field === undefined ? { of: ref, at } : { q: `${field}:${quoted(name)}`, at });
};

/** What it is in one look, and whom to call. */
export const Heading = ({ page, who, at, onEdited }: HeadingProps) => {
  const said = [page.type, page.lifecycle, page.language].filter((it): it is string => it !== null);
  return (
    <header className="heading">
      <div className="heading-what">
        <p className="crumbs">
          <To href={catalogAt('', { at })}>Catalog</To>
          <span aria-hidden="true">/</span>
          <To href={catalogAt(`kind:${page.kind}`, { at })}>{plain(page.kind)}</To>
          {page.namespace !== 'default' && (
            <>
              <span aria-hidden="true">/</span>
              <bdi>{plain(page.namespace)}</bdi>
            </>
          )}
          {page.system !== null && (
            <>
              <span aria-hidden="true">/</span>
              <EntityLink to={page.system} at={at} />
            </>
          )}
        </p>
        <div className="heading-name">
          <KindGlyph kind={page.kind} size={22} />
          <h1>
            <bdi>{plain(page.name)}</bdi>
          </h1>
          <Tier tier={page.tier} />
          {said.map((it) => (
            <span key={it} className="tag">
              {plain(it)}
            </span>
          ))}
          <StateMark entity={page} />
        </div>
        {page.state === 'gone' && (
          <p className="heading-gone">
            Gone: since {wholeTime(Date.parse(page.since))} no source says any longer that it is there. What
            stands here is what was known last.
          </p>
        )}
        {page.description !== null && <Says text={page.description} />}
      </div>
      <div className="heading-do">
        {at === null && page.kind === 'service' && <WhatChanged service={page.ref} />}
        <To className="button" href={graphOf(page, at)}>
          Graph
        </To>
        {!gathering.has(page.kind) && (
          <To className="button" href={graphAt({ of: page.ref, mode: 'breaks', at })}>
            What breaks?
          </To>
        )}
      </div>
      <Call page={page} who={who} at={at} onEdited={onEdited} />
    </header>
  );
};
