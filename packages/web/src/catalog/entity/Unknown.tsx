import { quoted } from '../../filter/words.ts';
import { nightjar } from '../../nightjar.ts';
import { plain } from '../../ui/plain.ts';
import { Ticks } from '../../ui/Ticks.tsx';
import { To } from '../../ui/To.tsx';
import type { Trouble } from '../../ui/trouble.ts';
import { shown, useAnswer } from '../../ui/useAnswer.ts';
import { EntityRow } from '../parts/EntityRow.tsx';
import { catalogAt, entityAt, partsOf } from '../ways.ts';

type UnknownProps = {
  readonly of: string;
  readonly at: string | null;
  readonly says: Extract<Trouble, { is: 'broken' }>;
};

/** There is no such thing: what is nearest to the name, and where to look. */
export const Unknown = ({ of, at, says }: UnknownProps) => {
  const { kind, name } = partsOf(of);
  // A team that nobody describes is named as an owner all the same: that is what is looked for.
  const owned = `owner:${quoted(name)}`;
  const { answer } = useAnswer(['near', of, at], async (signal) => {
    const list = (q: string) => nightjar.catalog.list({ q, limit: 6, at: at ?? undefined, signal });
    const named = kind === 'team' || kind === 'person' ? await list(owned) : null;
    if (named !== null && named.entities.length > 0) return { entities: named.entities, owns: true };
    return { entities: (await list(quoted(name))).entities, owns: false };
  });
  const { entities: nearest, owns } = shown(answer) ?? { entities: [], owns: false };
  return (
    <section className="notice unknown-entity" role="alert">
      <h1>
        {at === null ? 'There is no ' : 'There was no '}
        <bdi>{plain(name)}</bdi>
      </h1>
      {says.next !== null && (
        <p>
          <Ticks text={says.next} />
        </p>
      )}
      {at !== null && (
        <p>
          <To href={entityAt(of)}>See it as it is now</To>
        </p>
      )}
      {nearest.length > 0 && (
        <>
          <h2>{owns ? 'Named as the owner of' : 'Nearest to it'}</h2>
          <ul className="entity-list">
            {nearest.map((entity) => (
              <EntityRow key={entity.ref} entity={entity} at={at} />
            ))}
          </ul>
        </>
      )}
      {owns && (
        <p>
          <To href={catalogAt(owned, { at })}>All that names it as the owner</To>
        </p>
      )}
      <p>
        <To href={catalogAt('', { at })}>The whole catalog</To>
      </p>
    </section>
  );
};
