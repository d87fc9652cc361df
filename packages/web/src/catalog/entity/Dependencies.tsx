import { Age } from '../../ui/Age.tsx';
import { plain } from '../../ui/plain.ts';
import { To } from '../../ui/To.tsx';
import { wholeTime } from '../../ui/time.ts';
import { EntityLink } from '../parts/EntityLink.tsx';
import { KindGlyph } from '../parts/KindGlyph.tsx';
import { graphAt } from '../ways.ts';
import { type Need, needsOf } from './needs.ts';
import type { ThingPage } from './page-of.ts';

type DependenciesProps = { readonly page: ThingPage; readonly at: string | null };

const Row = ({ need, at }: { readonly need: Need; readonly at: string | null }) => {
  const { to, declared, confidence, words, why, sources, lastSeen } = need;
  return (
    <li className="need">
      <KindGlyph kind={to.kind} />
      <span className="need-name">
        <EntityLink to={to} at={at} />
        <span className="need-word">{words.join(', ')}</span>
      </span>
      <span
        className={declared ? 'sure declared' : 'sure observed'}
        title={declared ? 'Somebody wrote it down' : 'Seen, or concluded from what runs'}
      >
        {declared ? 'declared' : `seen, ${Math.round(confidence * 100)} %`}
      </span>
      <span className="age" title={lastSeen === null ? undefined : wholeTime(Date.parse(lastSeen))}>
        {lastSeen !== null && (
          <>
            <span className="unseen">last seen </span>
            <Age at={Date.parse(lastSeen)} />
          </>
        )}
      </span>
      <p className="need-why" dir="auto">
        {[...why, ...sources].map(plain).join(' · ')}
      </p>
    </li>
  );
};

type GroupProps = {
  readonly name: string;
  readonly needs: readonly Need[];
  readonly none: string;
  readonly at: string | null;
};

const Group = ({ name, needs, none, at }: GroupProps) => (
  <section className="needs">
    <h3>
      {name} <span className="count">{needs.length}</span>
    </h3>
    {needs.length === 0 ? (
      <p className="muted">{none}</p>
    ) : (
      <ul>
        {needs.map((need) => (
          <Row key={need.to.ref} need={need} at={at} />
        ))}
      </ul>
    )}
  </section>
);

export const Dependencies = ({ page, at }: DependenciesProps) => {
  const { needs, neededBy } = needsOf(page);
  return (
    <div className="dependencies">
      <Group name="Needs" needs={needs} none="Nothing that is known." at={at} />
      <Group name="Needed by" needs={neededBy} none="Nobody that is known." at={at} />
      <p className="end">
        <To href={graphAt({ of: page.ref, at })}>
          {page.relationsCut ? 'There are more: see the graph' : 'See it in the graph'}
        </To>
      </p>
    </div>
  );
};

/** What a system, a domain or an environment is made of. */
export const PartList = ({ page, at }: DependenciesProps) => (
  <div className="dependencies">
    <Group name="Parts" needs={needsOf(page).parts} none="Nothing says that it is part of this." at={at} />
  </div>
);
