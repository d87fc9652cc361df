import { Ticks } from '../ui/Ticks.tsx';

/** Secrets are there and the key is another: what was sealed with the old one lets nobody in. */
export const Unopened = ({ count }: { readonly count: number }) =>
  count === 0 ? null : (
    <div className="source-notice bad" role="alert">
      <p>
        <b>
          {count === 1 ? 'A secret cannot be opened' : `${count} secrets cannot be opened`} with the key at
          hand.
        </b>{' '}
        <Ticks text="Put back the key they were sealed with (`NIGHTJAR_SECRET_KEY`, or `secret.key` in the data folder), or make new secrets." />
      </p>
    </div>
  );
