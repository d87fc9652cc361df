import type { SourcePage } from '@nightjar/sdk/wire';
import { Pasted } from './Pasted.tsx';
import { SecretStep } from './SecretStep.tsx';
import { Steps } from './Steps.tsx';
import type { Secrets } from './useSecrets.ts';

type SetUpProps = {
  readonly page: SourcePage;
  readonly mayEdit: boolean;
  readonly secrets: Secrets;
};

/** Three steps: the address, the secret, and what to do at the sender with both. */
export const SetUp = ({ page, mayEdit, secrets }: SetUpProps) => (
  <ol className="set-up">
    <li>
      <h2>The address</h2>
      <Pasted text={page.url} what="the address" />
      {page.otherUrls.map((url) => (
        <Pasted key={url} text={url} what={url} />
      ))}
    </li>
    <li>
      <h2>The secret</h2>
      <SecretStep page={page} mayEdit={mayEdit} secrets={secrets} />
    </li>
    <li>
      <h2>At {page.source.title}</h2>
      <Steps page={page} secret={secrets.made?.secret ?? null} />
    </li>
  </ol>
);
