import type { IssuedToken } from '@nightjar/sdk/wire';
import { useState } from 'react';
import { refusedFor } from '../../access/refused.ts';
import { nightjar } from '../../nightjar.ts';
import { Pasted } from '../Pasted.tsx';
import { anyToken, aroundACommand, byCurl } from './curl.ts';

type Making =
  | { readonly is: 'not yet' | 'busy' }
  | { readonly is: 'made'; readonly token: string }
  | { readonly is: 'refused'; readonly why: string };

/** A token for it is made when it is asked for, and shown to nobody again. */
export const CurlWay = ({ mayEdit }: { readonly mayEdit: boolean }) => {
  const [making, setMaking] = useState<Making>({ is: 'not yet' });
  const make = (): void => {
    setMaking({ is: 'busy' });
    nightjar.tokens.create({ name: 'made on the first page', rights: ['ingest'] }).then(
      ({ token }: IssuedToken) => setMaking({ is: 'made', token }),
      (error: unknown) => setMaking({ is: 'refused', why: refusedFor(error) }),
    );
  };
  const token = making.is === 'made' ? making.token : anyToken;
  return (
    <ol className="set-up">
      <li>
        <h2>A token, to send with</h2>
        {making.is === 'made' ? (
          <div className="made-secret" role="status">
            <Pasted text={token} what="the token" />
            <p>
              <b>Shown this once.</b> It stands in the commands below; it may send changes and read nothing.
            </p>
          </div>
        ) : mayEdit ? (
          <div className="make-secret">
            <button type="button" className="button primary" disabled={making.is === 'busy'} onClick={make}>
              {making.is === 'busy' ? 'One moment…' : 'Make a token'}
            </button>
          </div>
        ) : (
          <p className="muted">Only an admin can make one; ask for it, and put it in {anyToken}.</p>
        )}
        {making.is === 'refused' && (
          <p className="refused" role="alert">
            {making.why}
          </p>
        )}
      </li>
      <li>
        <h2>Send a first change</h2>
        <Pasted text={byCurl(location.origin, token)} what="the command" />
        <p className="muted">If it is refused, curl prints why and what to do.</p>
      </li>
      <li>
        <h2>Then from a pipeline</h2>
        <Pasted text={aroundACommand(location.origin, token)} what="the commands" />
        <p className="muted">
          Around any command, in the folder of Nightjar: its start, its end and its exit code are one line.
        </p>
      </li>
    </ol>
  );
};
