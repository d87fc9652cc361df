import type { SourcePage } from '@nightjar/sdk/wire';
import { Away } from '../../ui/Away.tsx';
import { SecretStep } from '../SecretStep.tsx';
import { Paste, Step } from '../Steps.tsx';
import type { Secrets } from '../useSecrets.ts';

type SourceWayProps = {
  readonly page: SourcePage;
  readonly mayEdit: boolean;
  readonly secrets: Secrets;
};

/** What to do at the sender, a step each; the secret is made, or given, in the step that needs it. */
export const SourceWay = ({ page, mayEdit, secrets }: SourceWayProps) => {
  const { steps, paste, source, docs } = page;
  const secret = secrets.made?.secret ?? null;
  return (
    <ol className="set-up">
      {steps.map((step, nth) => (
        <li key={step}>
          <p>
            <Step step={step} page={page} secret={secret} />
          </p>
          {nth === 0 && paste !== null && <Paste page={page} secret={secret} />}
          {step.includes('{secret}') && (
            <SecretStep page={page} mayEdit={mayEdit} secrets={secrets} shownAbove />
          )}
          {nth === steps.length - 1 && (
            <p className="vendor-docs">
              <Away label={`How ${source.title} says it`} url={docs} />
            </p>
          )}
        </li>
      ))}
    </ol>
  );
};
