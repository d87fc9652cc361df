import type { SourcePage } from '@nightjar/sdk/wire';
import { KnownSecrets } from './KnownSecrets.tsx';
import { OwnSecret } from './OwnSecret.tsx';
import { Pasted } from './Pasted.tsx';
import type { Secrets } from './useSecrets.ts';

type SecretStepProps = {
  readonly page: SourcePage;
  readonly mayEdit: boolean;
  readonly secrets: Secrets;
  /** The step that it belongs to shows the one just made. */
  readonly shownAbove?: boolean;
};

const why: Readonly<Record<SourcePage['source']['proof'], string>> = {
  signature: 'signs what it sends with it, so that nobody else can send in its name.',
  token: 'sends it along, so that nobody else can send in its name.',
  key: 'puts it into what it sends, so that nobody else can send in its name.',
};

/** The second step: a secret that both sides know. It is shown to whoever makes it, and never again. */
export const SecretStep = ({ page, mayEdit, secrets, shownAbove = false }: SecretStepProps) => {
  const { title, proof } = page.source;
  const { made, doing } = secrets;
  const known = page.secrets.length + page.fromEnvironment;
  return (
    <>
      <p className="muted">
        {title} {why[proof]}
      </p>
      {made !== null && made.secret !== null && (
        <div className="made-secret" role="status">
          {!shownAbove && <Pasted text={made.secret} what="the secret" />}
          <p>
            <b>Shown this once.</b> Copy it to {title} now; if it gets lost, make another.
          </p>
        </div>
      )}
      {made !== null && made.secret === null && <p role="status">It is kept, sealed.</p>}
      {known > 0 && <KnownSecrets page={page} mayEdit={mayEdit} secrets={secrets} />}
      {mayEdit ? (
        <div className="make-secret">
          {!page.theirs && (
            <button
              type="button"
              className={known === 0 ? 'button primary' : 'button'}
              disabled={doing.is === 'busy'}
              onClick={() => void secrets.add()}
            >
              {doing.is === 'busy' ? 'One moment…' : known === 0 ? 'Make a secret' : 'Make another secret'}
            </button>
          )}
          <OwnSecret
            title={title}
            busy={doing.is === 'busy'}
            isNeeded={page.theirs && known === 0}
            onGive={secrets.add}
          />
        </div>
      ) : (
        <p className="muted">
          {known === 0
            ? 'An admin can make the secret; ask one, or sign in as one.'
            : 'Only an admin can make or retire secrets.'}
        </p>
      )}
      {doing.is === 'refused' && (
        <p className="refused" role="alert">
          {doing.why}
        </p>
      )}
    </>
  );
};
