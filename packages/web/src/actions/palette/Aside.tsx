import { useEffect, useState } from 'react';
import { byUse, slotNames, spoken, wayTo } from '../../catalog/entity/contacts.ts';
import { entityAt, graphAt, partsOf } from '../../catalog/ways.ts';
import { WhatChanged } from '../../diagnosis/WhatChanged.tsx';
import { quoted } from '../../filter/words.ts';
import { nightjar } from '../../nightjar.ts';
import { Away } from '../../ui/Away.tsx';
import { feedAt } from '../../ui/place.ts';
import { plain } from '../../ui/plain.ts';
import { To } from '../../ui/To.tsx';
import { shown, useAnswer } from '../../ui/useAnswer.ts';

/** Who walks through the lines asks nothing of those that are passed. */
const pauseMs = 160;

/** Whether the eye has rested on it. */
const useRested = (): boolean => {
  const [rested, setRested] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), pauseMs);
    return () => clearTimeout(timer);
  }, []);
  return rested;
};

const Call = ({ entity }: { readonly entity: string }) => {
  const { answer } = useAnswer(
    ['who', entity, null],
    (signal) => nightjar.catalog.who(entity, { signal }),
    'once',
  );
  const who = shown(answer);
  if (who === null)
    return answer.is === 'trouble' ? <p className="muted">Who to call cannot be told now.</p> : null;
  const { first } = byUse(who.contacts);
  const { kind } = partsOf(entity);
  return (
    <section>
      {kind !== 'team' && kind !== 'person' && <p className="aside-who">{plain(spoken(who.answer))}</p>}
      <ul>
        {first.map((contact) => (
          <li key={contact.slot}>
            <span className="slot">{slotNames[contact.slot]}</span>{' '}
            <Away label={contact.label} url={wayTo(contact) ?? ''} />
          </li>
        ))}
      </ul>
    </section>
  );
};

const Links = ({ entity }: { readonly entity: string }) => {
  const { answer } = useAnswer(
    ['entity', entity, null],
    (signal) => nightjar.catalog.entity(entity, { signal }),
    'once',
  );
  const page = shown(answer);
  const groups = page?.links.filter(({ group }) => ['dashboards', 'runbooks'].includes(group)) ?? [];
  return groups.map(({ group, links }) => (
    <section key={group}>
      <h2>{group}</h2>
      <ul>
        {links.slice(0, 3).map(({ label, url }) => (
          <li key={url}>
            <Away label={label} url={url} />
          </li>
        ))}
      </ul>
    </section>
  ));
};

type AsideProps = { readonly entity: string; readonly onLeave: () => void };

/** What one wants of the thing that is chosen at night, without opening it: who to call, its dashboards, its graph. */
export const Aside = ({ entity, onLeave }: AsideProps) => {
  const rested = useRested();
  const { kind, name } = partsOf(entity);
  const isThing = kind !== 'team' && kind !== 'person';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: whichever link in it is followed, by key or by mouse, the palette goes.
    <aside
      className="palette-aside"
      aria-label={`${name}: who to call, and where to go`}
      onClick={({ target }) =>
        target instanceof Element && target.closest('a[href^="/"]') !== null && onLeave()
      }
    >
      <h3 dir="auto">{plain(name)}</h3>
      {rested && <Call entity={entity} />}
      {rested && <Links entity={entity} />}
      <ul className="aside-ways">
        <li>
          <To href={entityAt(entity)}>Open its page</To>
        </li>
        {isThing && (
          <>
            {kind === 'service' && (
              <li>
                <WhatChanged service={entity} offered={false} />
              </li>
            )}
            <li>
              <To href={graphAt({ of: entity })}>Its graph</To>
            </li>
            <li>
              <To href={feedAt(`service:${quoted(name)}`)}>Its changes</To>
            </li>
          </>
        )}
      </ul>
    </aside>
  );
};
