import type { EntityHistory } from '@nightjar/sdk/wire';
import { useEffect, useState } from 'react';
import { nightjar } from '../../nightjar.ts';
import { Age } from '../../ui/Age.tsx';
import { plain } from '../../ui/plain.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { To } from '../../ui/To.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { clockTime, wholeTime } from '../../ui/time.ts';
import { useAnswer } from '../../ui/useAnswer.ts';
import { attributeParts, stepInWords } from './said.ts';

type Item = EntityHistory['items'][number];

const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** A name, or by what kind of key: `token:88c6e72a…` tells nobody anything but that. */
const actorName = (actor: string | null): string => {
  if (actor === null) return 'Somebody';
  const [, kind, key = ''] = /^(token|person):(.*)$/.exec(actor) ?? [];
  return plain(
    kind === undefined ? actor : `${kind === 'token' ? 'A token' : 'A person'} (${key.slice(0, 6)})`,
  );
};

type BecameProps = {
  readonly item: Item;
  /** After the instant that is looked at. */
  readonly later: boolean;
  readonly href: string;
};

const Became = ({ item, later, href }: BecameProps) => {
  const at = Date.parse(item.at);
  return (
    <li className={later ? 'became later' : 'became'}>
      <p className="became-when">
        <To href={href} title={`See it as of ${wholeTime(at)}`}>
          <time dateTime={item.at}>
            {date.format(at)}, {clockTime(at)}
          </time>
        </To>
        <span className="age">
          <Age at={at} />
        </span>
      </p>
      <p className="became-who">
        <strong>{actorName(item.actor)}</strong>{' '}
        {item.is === 'withdrawn' ? 'took back what was said' : 'described it'}
        <span className="muted"> · {plain(item.source)}</span>
      </p>
      {item.why !== null && <p className="muted">{plain(item.why)}</p>}
      {item.diff.length === 0 ? (
        <p className="muted">
          It changed nothing that stands: the same was said already, or others are believed.
        </p>
      ) : (
        <ul className="diff">
          {item.diff.map(({ attribute, before, after }) => {
            const { what, of } = attributeParts(attribute);
            const [was, is] = stepInWords(before, after);
            return (
              <li key={attribute}>
                <span className="diff-what">
                  {plain(what)}
                  {of !== null && <small>{plain(of)}</small>}
                </span>
                <span className="diff-values">
                  {before !== null && before !== undefined && (
                    <del>
                      <span className="unseen">before: </span>
                      {was.slice(0, 300)}
                    </del>
                  )}
                  {after !== null && after !== undefined && (
                    <ins>
                      <span className="unseen">after: </span>
                      {is.slice(0, 300)}
                    </ins>
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </li>
  );
};

type HistoryProps = {
  readonly entity: string;
  readonly at: string | null;
  readonly asOf: (instant: string) => string;
};

/** What became of it, newest first: who said what, and what it changed. */
export const History = ({ entity, at, asOf }: HistoryProps) => {
  const { answer, again } = useAnswer(['history', entity], (signal) =>
    nightjar.catalog.history(entity, { signal }),
  );
  const [later, setLater] = useState<readonly Item[]>([]);
  const [cursor, setCursor] = useState<string | null>(null);
  const first = answer.is === 'here' ? answer.value : null;
  useEffect(() => {
    setLater([]);
    setCursor(first?.next ?? null);
  }, [first]);
  if (answer.is === 'trouble')
    return <TroubleNotice trouble={answer.trouble} what="Its history" onAgain={again} />;
  if (first === null) return <Skeleton what="Its history" />;
  const older = (): void => {
    if (cursor === null) return;
    nightjar.catalog.history(entity, { cursor }).then(
      ({ items, next }) => {
        setLater((them) => [...them, ...items]);
        setCursor(next);
      },
      () => {}, // The button stays.
    );
  };
  const until = at === null ? Number.POSITIVE_INFINITY : Date.parse(at);
  return (
    <div className="history">
      <ol>
        {[...first.items, ...later].map((item) => (
          <Became key={item.position} item={item} later={Date.parse(item.at) > until} href={asOf(item.at)} />
        ))}
      </ol>
      {cursor !== null && (
        <button type="button" className="button" onClick={older}>
          Older
        </button>
      )}
    </div>
  );
};
