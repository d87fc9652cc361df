import type { SourcePage } from '@nightjar/sdk/wire';
import { useState } from 'react';
import { Age } from '../ui/Age.tsx';
import type { Secrets } from './useSecrets.ts';

type Secret = SourcePage['secrets'][number];

const shut: Readonly<Record<Secret['is'], string | null>> = {
  open: null,
  'other-key': 'cannot be opened: it was sealed with another key',
  damaged: 'cannot be opened: it was changed in the database',
  lost: 'is lost: make a new one',
};

type RowProps = {
  readonly secret: Secret;
  readonly isLast: boolean;
  readonly mayEdit: boolean;
  readonly secrets: Secrets;
};

/** A secret by its last characters. Retiring asks once more: what its senders send is refused from then on. */
const Row = ({ secret, isLast, mayEdit, secrets }: RowProps) => {
  const [asked, setAsked] = useState(false);
  const { id, lastFour, createdAt, is } = secret;
  const name = lastFour === '' ? 'a short one' : `…${lastFour}`;
  const amiss = shut[is];
  return (
    <li>
      <code>{name}</code>
      {createdAt !== null && (
        <span className="muted">
          made <Age at={Date.parse(createdAt)} />
        </span>
      )}
      {amiss !== null && <span className="bad">{amiss}</span>}
      {mayEdit && !asked && (
        <button type="button" className="plainly" onClick={() => setAsked(true)}>
          {isLast ? 'Disconnect' : 'Retire'}
          <span className="unseen"> {name}</span>
        </button>
      )}
      {asked && (
        <span className="ask-sure" role="alert">
          {isLast ? 'Nothing will be let in any more.' : 'What still uses it will be refused.'}{' '}
          <button
            type="button"
            className="button"
            disabled={secrets.doing.is === 'busy'}
            onClick={() => void secrets.retire(id)}
          >
            {isLast ? 'Disconnect' : 'Retire'} {name}
          </button>{' '}
          <button type="button" className="button" onClick={() => setAsked(false)}>
            Keep it
          </button>
        </span>
      )}
    </li>
  );
};

type KnownProps = { readonly page: SourcePage; readonly mayEdit: boolean; readonly secrets: Secrets };

/** The secrets that hold, which nobody can read any more. */
export const KnownSecrets = ({ page, mayEdit, secrets }: KnownProps) => (
  <ul className="known-secrets" aria-label="Secrets">
    {page.secrets.map((secret) => (
      <Row
        key={secret.id}
        secret={secret}
        isLast={page.secrets.length === 1 && page.fromEnvironment === 0}
        mayEdit={mayEdit}
        secrets={secrets}
      />
    ))}
    {page.fromEnvironment > 0 && (
      <li className="muted">
        {page.fromEnvironment === 1 ? 'One is' : `${page.fromEnvironment} are`} set in the environment of the
        server.
      </li>
    )}
  </ul>
);
