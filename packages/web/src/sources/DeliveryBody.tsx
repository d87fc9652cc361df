import type { ReadAgain, SourceDelivery } from '@nightjar/sdk/wire';
import { useState } from 'react';
import { refusedFor } from '../access/refused.ts';
import { nightjar } from '../nightjar.ts';
import { Copy } from '../ui/Copy.tsx';
import { feedAt } from '../ui/place.ts';
import { plain } from '../ui/plain.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { To } from '../ui/To.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useAnswer } from '../ui/useAnswer.ts';
import { outcomeWords } from './words.ts';

type Again =
  | { readonly is: 'not yet' | 'busy' }
  | { readonly is: 'done'; readonly read: ReadAgain }
  | { readonly is: 'refused'; readonly why: string };

const saidBy = ({ outcome, why, observed, withdrawn }: ReadAgain): string => {
  const news = observed + withdrawn === 0 ? 'It says what it said before' : 'It says something else now';
  return `${news}: ${outcomeWords[outcome]}${why === null ? '' : `, ${why}`}`;
};

type BodyProps = {
  readonly source: string;
  readonly delivery: SourceDelivery;
  readonly mayEdit: boolean;
  readonly onReadAgain: () => void;
};

/** Read again with today's adapter, by whoever may. */
const ReadItAgain = ({ source, delivery, onReadAgain }: Omit<BodyProps, 'mayEdit'>) => {
  const [again, setAgain] = useState<Again>({ is: 'not yet' });
  const read = (): void => {
    setAgain({ is: 'busy' });
    nightjar.sources.resend(source, delivery.position).then(
      (done) => {
        setAgain({ is: 'done', read: done });
        onReadAgain();
      },
      (error: unknown) => setAgain({ is: 'refused', why: refusedFor(error) }),
    );
  };
  return (
    <>
      <button type="button" className="button" disabled={again.is === 'busy'} onClick={read}>
        {again.is === 'busy' ? 'Reading…' : 'Read again'}
      </button>
      <span role="status" className="read-again">
        {again.is === 'done' ? saidBy(again.read) : again.is === 'refused' ? again.why : ''}
      </span>
    </>
  );
};

/** A delivery as it is kept: what became of it, its headers, and its body without its secrets. */
export const DeliveryBody = ({ source, delivery, mayEdit, onReadAgain }: BodyProps) => {
  const { position, changes, kept, why } = delivery;
  const { answer, again } = useAnswer(
    kept ? ['delivery', source, position] : null,
    (signal) => nightjar.sources.delivery(source, position, { signal }),
    'once',
  );
  const body = answer.is === 'here' ? answer.value : null;
  return (
    <div className="delivery-body">
      {why !== null && <p dir="auto">{plain(why)}</p>}
      <div className="delivery-do">
        {changes.map((change, nth) => (
          <To key={change} className="way" href={feedAt('', change)}>
            {changes.length === 1 ? 'The change in the feed' : `Change ${nth + 1} in the feed`}
          </To>
        ))}
        {mayEdit && kept && <ReadItAgain source={source} delivery={delivery} onReadAgain={onReadAgain} />}
      </div>
      {!kept && <p className="muted">Its body is kept no more.</p>}
      {answer.is === 'trouble' && (
        <TroubleNotice trouble={answer.trouble} what="This delivery" onAgain={again} />
      )}
      {kept && answer.is === 'awaited' && <Skeleton what="The delivery" />}
      {body !== null && (
        <>
          <dl className="delivery-heads">
            <dt>delivery</dt>
            <dd>
              <code>{body.delivery}</code>
            </dd>
            {Object.entries(body.headers).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <code>{plain(value)}</code>
                </dd>
              </div>
            ))}
          </dl>
          {body.redacted.length > 0 && (
            <p className="muted">Taken out before it was kept: {body.redacted.join(', ')}.</p>
          )}
          <div className="paste raw">
            <pre>{body.body}</pre>
            <Copy text={body.body} what="the body" />
          </div>
          {body.cut && <p className="muted">Only its beginning is shown.</p>}
        </>
      )}
    </div>
  );
};
