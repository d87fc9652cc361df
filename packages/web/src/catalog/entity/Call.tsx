import { useRef, useState } from 'react';
import { Away } from '../../ui/Away.tsx';
import { Copy } from '../../ui/Copy.tsx';
import { safeUrl } from '../../ui/link.ts';
import { plain } from '../../ui/plain.ts';
import { Ticks } from '../../ui/Ticks.tsx';
import { NameOwner } from '../owner/NameOwner.tsx';
import { useMayEdit } from '../owner/useMayEdit.ts';
import { EntityLink } from '../parts/EntityLink.tsx';
import { byUse, type Contact, slotNames, spoken, wayTo } from './contacts.ts';
import type { ThingPage, ToCall } from './page-of.ts';

type CallProps = {
  readonly page: ThingPage;
  readonly who: ToCall;
  readonly at: string | null;
  /** Somebody has just said who owns it. */
  readonly onEdited: () => void;
};

const Way = ({ contact }: { readonly contact: Contact }) => {
  const url = wayTo(contact);
  return (
    <li className={`way-to ${contact.slot}`}>
      <span className="slot">{slotNames[contact.slot]}</span>
      {url === null || safeUrl(url) === null ? (
        <span className="way-by-hand">
          <bdi>{plain(contact.label)}</bdi>
          <Copy text={contact.label} what={contact.label} />
        </span>
      ) : (
        <Away label={contact.label} url={url} className="way-link" />
      )}
    </li>
  );
};

/** Who answers for it, in one sentence and one tap. */
export const Call = ({ page, who, at, onEdited }: CallProps) => {
  const mayEdit = useMayEdit() && at === null;
  const [settled, setSettled] = useState('');
  const section = useRef<HTMLElement>(null);
  // Whoever answers for others is not asked who answers for them.
  const isOwner = page.kind === 'team' || page.kind === 'person';
  const { first, rest } = byUse(who.contacts);
  const [chosen] = who.owners.filter((it) => it.chosen);
  const others = who.owners.filter((it) => !it.chosen);
  return (
    <section className="call" aria-label="Who to call" ref={section} tabIndex={-1}>
      <div className="call-who">
        <h2>{isOwner ? 'How to reach them' : 'Who to call'}</h2>
        {!isOwner && (
          <p className="call-answer">
            <Ticks text={spoken(who.answer)} />
          </p>
        )}
        {isOwner && first.length === 0 && <p className="call-answer">Nobody has said how.</p>}
        {!isOwner && chosen !== undefined && chosen.reasons.length > 0 && (
          <p className="call-why">
            {Math.round(chosen.confidence * 100)} % sure: {chosen.reasons.map(plain).join('; ')}
          </p>
        )}
        {others.map(({ owner, reasons }) => (
          <p key={owner.ref} className="call-why other">
            Or <EntityLink to={owner} at={at} />: {reasons.map(plain).join('; ')}
          </p>
        ))}
      </div>
      {first.length > 0 && (
        <ul className="call-ways">
          {first.map((contact) => (
            <Way key={contact.slot} contact={contact} />
          ))}
        </ul>
      )}
      {rest.length > 0 && (
        <details className="call-rest">
          <summary>{rest.length === 1 ? 'One more way' : `${rest.length} more ways`}</summary>
          <ul>
            {rest.map((contact) => (
              <li key={`${contact.slot} ${contact.label} ${contact.of.ref}`}>
                <span className="slot">{slotNames[contact.slot]}</span>{' '}
                {wayTo(contact) === null ? (
                  plain(contact.label)
                ) : (
                  <Away label={contact.label} url={wayTo(contact) ?? ''} />
                )}{' '}
                <span className="muted">of {plain(contact.of.name)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {mayEdit && !isOwner && chosen === undefined && (
        <NameOwner
          of={who.entity}
          action="Name the owner"
          likely={who.owners.map(({ owner }) => owner)}
          onSettled={(said) => {
            setSettled(said);
            // With an owner the button goes.
            section.current?.focus();
            onEdited();
          }}
        />
      )}
      <span className="unseen" role="status">
        {settled}
      </span>
    </section>
  );
};
