import type { Impact } from '@nightjar/sdk/wire';
import { Age } from '../../ui/Age.tsx';
import { plain } from '../../ui/plain.ts';
import { EntityLink } from '../parts/EntityLink.tsx';
import { Tier } from '../parts/Tier.tsx';

type BreaksProps = {
  /** Null while it is awaited. */
  readonly impact: Impact | null;
  readonly at: string | null;
  readonly onChoose: (ref: string) => void;
};

const steps = (depth: number): string => (depth === 1 ? 'directly' : `${depth} steps away`);

/** What breaks with it, whom to tell, nearest first. */
export const Breaks = ({ impact, at, onChoose }: BreaksProps) => {
  if (impact === null) return <p className="muted">Following what needs it…</p>;
  if (impact.breaks.length === 0) return <p className="muted">Nothing that is known needs it.</p>;
  return (
    <>
      <p className="breaks-sum" role="status">
        <strong>{impact.breaks.length}</strong> {impact.breaks.length === 1 ? 'thing breaks' : 'things break'}
        {impact.cut && ', and more'}
      </p>
      <ul className="breaks-tiers">
        {impact.byTier.map(({ tier, count }) => (
          <li key={tier ?? 'none'}>
            {tier === null ? <span className="muted">no tier</span> : <Tier tier={tier} />} {count}
          </li>
        ))}
      </ul>
      {impact.owners.length > 0 && (
        <section>
          <h3>Whom to tell</h3>
          <ul className="several">
            {impact.owners.map(({ owner, count }) => (
              <li key={owner.ref}>
                <EntityLink to={owner} at={at} /> <span className="muted">{count}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>Nearest first</h3>
        <ul className="panel-ties">
          {impact.breaks.map((it) => (
            <li key={it.ref}>
              <button type="button" className="plainly" onClick={() => onChoose(it.ref)}>
                {plain(it.name)}
              </button>
              <Tier tier={it.tier} />
              <span className="sure">
                {steps(it.depth)}
                {it.lastSeen !== null && (
                  <>
                    , last seen <Age at={Date.parse(it.lastSeen)} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
};
