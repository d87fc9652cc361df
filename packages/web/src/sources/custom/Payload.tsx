import type { TriedPayload } from '@nightjar/sdk/wire';
import type { ReactNode } from 'react';
import { Age } from '../../ui/Age.tsx';
import { plain } from '../../ui/plain.ts';
import { wholeTime } from '../../ui/time.ts';

type Becomes = TriedPayload['becomes'];

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="fact">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const facts = (it: Extract<Becomes, { is: 'change' | 'alert' }>): readonly (readonly [string, string])[] => {
  const own: Record<string, string | null> =
    it.is === 'change'
      ? { actor: it.actor, version: it.version, link: it.link, summary: it.summary, ...it.tags }
      : { severity: it.severity };
  const all: Record<string, string | null> = {
    services: it.services.join(', ') || null,
    environment: it.environment,
    key: it.key,
    at: it.at,
    ...own,
  };
  return Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
};

const Shown = ({ becomes }: { readonly becomes: Becomes }) => {
  switch (becomes.is) {
    case 'change':
    case 'alert':
      return (
        <>
          <p className="becomes-title" dir="auto">
            <span className="tag">
              {becomes.is === 'change' ? `${becomes.kind} · ${becomes.phase}` : `alert · ${becomes.state}`}
            </span>{' '}
            {plain(becomes.title)}
          </p>
          <dl>
            {facts(becomes).map(([name, value]) => (
              <Fact key={name} name={name}>
                <bdi>{plain(value)}</bdi>
              </Fact>
            ))}
          </dl>
        </>
      );
    case 'failed':
      return (
        <p className="refused">
          <b>{becomes.field}</b> fails at character {becomes.offset + 1}: {plain(becomes.why)}. It would be
          parked, and kept.
        </p>
      );
    case 'ignored':
    case 'unread':
      return (
        <p className="muted">
          {becomes.is === 'ignored' ? 'Passed over' : 'Not read'}: {plain(becomes.why)}
        </p>
      );
  }
};

/** A payload that has come, and what it would become. */
export const Payload = ({ payload, open }: { readonly payload: TriedPayload; readonly open: boolean }) => {
  const { receivedAt, event, body, becomes } = payload;
  return (
    <li className={`payload ${becomes.is}`}>
      <p className="payload-head">
        <time dateTime={receivedAt} title={wholeTime(Date.parse(receivedAt))}>
          <Age at={Date.parse(receivedAt)} />
        </time>
        {event !== 'json' && <span className="tag">{plain(event)}</span>}
      </p>
      <Shown becomes={becomes} />
      <details open={open}>
        <summary>the payload</summary>
        <pre>{body}</pre>
      </details>
    </li>
  );
};
