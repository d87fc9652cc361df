import type { SourceDelivery, SourcePage } from '@nightjar/sdk/wire';
import { useState } from 'react';
import { Age } from '../ui/Age.tsx';
import { plain } from '../ui/plain.ts';
import { wholeTime } from '../ui/time.ts';
import { DeliveryBody } from './DeliveryBody.tsx';
import { outcomeWords, verdictWords } from './words.ts';

type RowProps = {
  readonly source: string;
  readonly delivery: SourceDelivery;
  readonly mayEdit: boolean;
  readonly onReadAgain: () => void;
};

const Row = ({ source, delivery, mayEdit, onReadAgain }: RowProps) => {
  const [open, setOpen] = useState(false);
  const { position, event, at, outcome, why, count } = delivery;
  const id = `delivery-${position}`;
  const reports = count > 1 ? `${count} reports` : '';
  return (
    <li className={open ? 'delivery open' : 'delivery'}>
      <button
        type="button"
        className="source-row delivery-row"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        data-delivery={position}
      >
        <time dateTime={at} title={wholeTime(Date.parse(at))}>
          <Age at={Date.parse(at)} />
        </time>
        <span className={`outcome ${outcome}`}>{outcomeWords[outcome]}</span>
        <code>{plain(event ?? '')}</code>
        <span className="delivery-why">{plain(why ?? reports)}</span>
      </button>
      {open && (
        <div id={id}>
          <DeliveryBody source={source} delivery={delivery} mayEdit={mayEdit} onReadAgain={onReadAgain} />
        </div>
      )}
    </li>
  );
};

type DeliveriesProps = {
  readonly page: SourcePage;
  readonly mayEdit: boolean;
  readonly onReadAgain: () => void;
};

/** The last fifty, the newest first; each opens in place. */
export const Deliveries = ({ page, mayEdit, onReadAgain }: DeliveriesProps) =>
  page.recent.length === 0 ? null : (
    <section className="deliveries" aria-labelledby="deliveries">
      <h2 id="deliveries">
        {page.recent.length < 50 ? 'Deliveries' : 'The last 50 deliveries'}{' '}
        {page.recent.length < 50 && <span className="count">{page.recent.length}</span>}
      </h2>
      <ul>
        {page.recent.map((delivery) => (
          <Row
            key={delivery.position}
            source={page.source.name}
            delivery={delivery}
            mayEdit={mayEdit}
            onReadAgain={onReadAgain}
          />
        ))}
      </ul>
      {page.refused.length > 0 && (
        <p className="refused-besides">
          Refused for their proof:{' '}
          {page.refused.map(({ verdict, count, last }, nth) => (
            <span key={verdict}>
              {nth > 0 && '; '}
              {count} {verdictWords[verdict]} (last: <Age at={Date.parse(last)} />)
            </span>
          ))}
          .
        </p>
      )}
    </section>
  );
