import type { SourcePage } from '@nightjar/sdk/wire';
import { useRef } from 'react';
import { plain } from '../ui/plain.ts';
import { To } from '../ui/To.tsx';
import { Deliveries } from './Deliveries.tsx';
import { Notices } from './Notices.tsx';
import { NoiseReport } from './noise/NoiseReport.tsx';
import { Reconcilers } from './Reconcilers.tsx';
import { SetUp } from './SetUp.tsx';
import { StateMark } from './StateMark.tsx';
import { useSecrets } from './useSecrets.ts';
import { Waiting } from './Waiting.tsx';
import { editorAt, ownName } from './ways.ts';
import { dayWords } from './words.ts';

type SourceBodyProps = {
  readonly page: SourcePage;
  readonly mayEdit: boolean;
  readonly onChanged: () => void;
};

/** The set-up stands open until something has come, and folded away after that. */
export const SourceBody = ({ page, mayEdit, onChanged }: SourceBodyProps) => {
  const { source } = page;
  const own = ownName(source.name);
  const secrets = useSecrets(source.name, onChanged);
  // As it was when the page was opened: nothing folds up under the reader's hands.
  const isNew = useRef(source.lastDelivery === null || source.state === 'unconnected').current;
  const setUp = <SetUp page={page} mayEdit={mayEdit} secrets={secrets} />;
  return (
    <>
      <div className="source-head">
        <h1>{plain(source.title)}</h1>
        <StateMark state={source.state} />
        <p className="source-came">{dayWords(source)}</p>
      </div>
      <p className="muted">
        {source.brings}{' '}
        {own !== null && (
          <To className="way" href={editorAt(own)}>
            Write its mapping
          </To>
        )}
      </p>
      <Notices page={page} />
      {isNew ? (
        <div className="set-up-beside">
          <section aria-label="Set up">{setUp}</section>
          <Waiting page={page} />
        </div>
      ) : (
        <details className="set-up-again">
          <summary>Address, secret and steps</summary>
          {setUp}
        </details>
      )}
      <Reconcilers source={source.name} />
      <Deliveries page={page} mayEdit={mayEdit} onReadAgain={onChanged} />
      {source.lastDelivery !== null && source.group !== 'alerts' && (
        <section className="source-part" aria-labelledby="noise">
          <h2 id="noise">How noisy it is</h2>
          <NoiseReport source={source.name} />
        </section>
      )}
    </>
  );
};
